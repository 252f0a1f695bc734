/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.guard;

import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Hash tags of slots, and the keys made with them.
 */
class SlotTagsTests {

	@Test
	void aTagHashesToItsSlot() {
		IntStream.of(0, 1, 5461, 10923, SlotHash.SLOT_COUNT - 1)
			.forEach((slot) -> assertThat(SlotHash.getSlot("any:{" + SlotTags.of(slot) + "}")).isEqualTo(slot));
	}

	@Test
	void whatIsNoSlotHasNoTag() {
		assertThatIllegalArgumentException().isThrownBy(() -> SlotTags.of(-1)).withMessageContaining("-1");
		assertThatIllegalArgumentException().isThrownBy(() -> SlotTags.of(SlotHash.SLOT_COUNT));
	}

	@Test
	void theKeyOfAMasterLiesOnItWhateverThePrefix() {
		RecoveredMaster master = new RecoveredMaster(SlotTags.of(77), null, (key) -> true);
		assertThat(SlotHash.getSlot(master.key("app:marker"))).isEqualTo(77);
		assertThat(SlotHash.getSlot(master.key("{app}:marker"))).isEqualTo(77);
	}

	@Test
	void theOnlyMasterHasThePlainKey() {
		assertThat(new RecoveredMaster("", "run", (key) -> true).key("app:marker")).isEqualTo("app:marker");
	}

}
