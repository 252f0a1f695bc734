/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the marker: where the data are, and which way they came. As text,
 * {@code rr1 EPOCH BEAT RUN EPOCH:BEAT,EPOCH:BEAT,...}, the newest ancestor first; the
 * same text is what a node keeps of the last value it saw. {@link Marker}'s script reads
 * and writes it too, and takes for foreign exactly what {@link #parse} does.
 *
 * @param position the present epoch and beat
 * @param run the run of the server that it was last advanced on; {@link #UNKNOWN_RUN} if
 * that server did not tell
 * @param ancestors the present epoch began as a continuation of the first of these, at
 * that beat; that one as a continuation of the next, and so on
 */
record MarkerValue(MarkerPosition position, String run, List<MarkerPosition> ancestors) {

	static final String UNKNOWN_RUN = "?";

	/** Of a value that was read where the run is unknown and could not be recorded. */
	static final String UNMET_RUN = "??";

	/** A longer value is none of ours. */
	static final int MAX_LENGTH = 4095;

	private static final String ANCESTOR = "[0-9a-fA-F]{16}:[0-9]{1,15}";

	private static final Pattern TEXT = Pattern.compile("rr1 ([0-9a-fA-F]{16}) ([0-9]{1,15}) ([0-9A-Za-z:._?-]{1,128}) "
			+ "((?:" + ANCESTOR + "(?:," + ANCESTOR + ")*)?)");

	MarkerValue {
		ancestors = List.copyOf(ancestors);
	}

	/**
	 * Read the text.
	 * @return the value, {@code null} if this is not one of ours
	 */
	static @Nullable MarkerValue parse(byte @Nullable [] text) {
		if (text == null || text.length > MAX_LENGTH) {
			return null;
		}
		Matcher matcher = TEXT.matcher(new String(text, StandardCharsets.ISO_8859_1));
		if (!matcher.matches()) {
			return null;
		}
		List<MarkerPosition> ancestors = new ArrayList<>();
		for (String ancestor : matcher.group(4).split(",")) {
			if (!ancestor.isEmpty()) {
				int colon = ancestor.indexOf(':');
				ancestors.add(position(ancestor.substring(0, colon), ancestor.substring(colon + 1)));
			}
		}
		return new MarkerValue(position(matcher.group(1), matcher.group(2)), matcher.group(3), ancestors);
	}

	byte[] format() {
		return ("rr1 " + this.position.epoch() + " " + this.position.beat() + " " + this.run + " "
				+ this.ancestors.stream()
					.map((ancestor) -> ancestor.epoch() + ":" + ancestor.beat())
					.collect(Collectors.joining(",")))
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	MarkerValue on(String otherRun) {
		return new MarkerValue(this.position, otherRun, this.ancestors);
	}

	/**
	 * Whether data with this marker hold all that was written before a beat.
	 */
	boolean contains(MarkerPosition beat) {
		MarkerPosition here = in(beat.epoch());
		return here != null && here.beat() >= beat.beat();
	}

	/**
	 * The last point up to which data with this marker and data with another are the
	 * same.
	 * @return the point, {@code null} if none is known
	 */
	@Nullable MarkerPosition commonWith(MarkerValue other) {
		MarkerPosition shared = common(this.position, other);
		for (int i = 0; shared == null && i < this.ancestors.size(); i++) {
			shared = common(this.ancestors.get(i), other);
		}
		return shared;
	}

	private static @Nullable MarkerPosition common(MarkerPosition mine, MarkerValue other) {
		MarkerPosition its = other.in(mine.epoch());
		if (its == null) {
			return null;
		}
		return (its.beat() < mine.beat()) ? its : mine;
	}

	private @Nullable MarkerPosition in(String epoch) {
		if (this.position.epoch().equals(epoch)) {
			return this.position;
		}
		for (MarkerPosition ancestor : this.ancestors) {
			if (ancestor.epoch().equals(epoch)) {
				return ancestor;
			}
		}
		return null;
	}

	private static MarkerPosition position(String epoch, String beat) {
		return new MarkerPosition(epoch, Long.parseLong(beat));
	}

}
