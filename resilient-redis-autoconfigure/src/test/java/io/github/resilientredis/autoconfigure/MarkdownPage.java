/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation: its text, its blocks of code, and where its links go.
 */
final class MarkdownPage {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern CODE = Pattern.compile("`[^`]*`");

	private final Path file;

	private final List<String> prose = new ArrayList<>();

	private final List<Block> blocks = new ArrayList<>();

	private MarkdownPage(Path file) {
		this.file = file;
	}

	/** All pages of the project below its root. */
	static List<MarkdownPage> all(Path root) throws IOException {
		Predicate<Path> built = (path) -> Stream.of("target", ".git", "node_modules")
			.anyMatch((name) -> root.relativize(path).startsWith(name) || path.toString().contains("/" + name + "/"));
		try (Stream<Path> files = Files.walk(root)) {
			List<MarkdownPage> pages = new ArrayList<>();
			for (Path file : files.filter((path) -> path.toString().endsWith(".md") && !built.test(path)).toList()) {
				pages.add(read(file));
			}
			return pages;
		}
	}

	static MarkdownPage read(Path file) throws IOException {
		MarkdownPage page = new MarkdownPage(file);
		Block block = null;
		for (String line : Files.readAllLines(file)) {
			if (line.strip().startsWith("```")) {
				block = (block == null) ? page.begin(line.strip().substring(3)) : null;
			}
			else if (block != null) {
				block.text().append(line).append('\n');
			}
			else {
				page.prose.add(line);
			}
		}
		return page;
	}

	private Block begin(String language) {
		Block block = new Block(language, new StringBuilder());
		this.blocks.add(block);
		return block;
	}

	Path file() {
		return this.file;
	}

	List<String> blocks(String language) {
		return this.blocks.stream()
			.filter((block) -> block.language().equals(language))
			.map((block) -> block.text().toString())
			.toList();
	}

	/** What stands between single backticks. */
	List<String> code() {
		return this.prose.stream()
			.flatMap((line) -> CODE.matcher(line).results().map(MatchResult::group))
			.map((code) -> code.substring(1, code.length() - 1))
			.toList();
	}

	/** The targets of all links that stay within the project. */
	List<String> links() {
		return this.prose.stream()
			.map((line) -> CODE.matcher(line).replaceAll("``"))
			.flatMap((line) -> LINK.matcher(line).results().map((link) -> link.group(1)))
			.filter((target) -> !target.matches("(https?|mailto):.*"))
			.toList();
	}

	/** What can stand behind a # in a link to this page, as GitHub makes it. */
	Set<String> anchors() {
		Set<String> anchors = new HashSet<>();
		this.prose.stream().filter((line) -> line.matches("#{1,6} .*")).forEach((line) -> {
			String anchor = line.replaceFirst("#+ ", "")
				.replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-');
			for (int i = 1; !anchors.add(anchor); i++) {
				anchor = anchor.replaceFirst("(-\\d+)?$", "-" + i);
			}
		});
		return anchors;
	}

	/**
	 * What is wrong with a link.
	 * @return the problem, or null if there is none
	 */
	@Nullable String problem(String link) throws IOException {
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? this.file : this.file.resolveSibling(parts[0]).normalize();
		if (!Files.exists(target)) {
			return this.file.getFileName() + " links to " + link + ", which is not there";
		}
		if (parts.length > 1 && !read(target).anchors().contains(parts[1])) {
			return this.file.getFileName() + " links to " + link + ", but there is no such heading";
		}
		return null;
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

	/** A block of code. */
	private record Block(String language, StringBuilder text) {

	}

}
