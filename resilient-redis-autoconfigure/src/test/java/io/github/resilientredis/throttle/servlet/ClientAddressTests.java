/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.throttle.servlet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClientAddressTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "001.2.3.4, 1.2.3.4", "::ffff:192.0.2.1, 192.0.2.1",
			"0:0:0:0:0:FFFF:C000:0201, 192.0.2.1", "2001:db8::1, 2001:0db8:0000:0000::/64",
			"2001:DB8:0:0:ffff:ffff:ffff:ffff, 2001:0db8:0000:0000::/64", "2001:db8:0:1::1, 2001:0db8:0000:0001::/64",
			"[2001:db8::1], 2001:0db8:0000:0000::/64", "fe80::1%eth0, fe80:0000:0000:0000::/64",
			"fe80::2%1, fe80:0000:0000:0000::/64", "::1, 0000:0000:0000:0000::/64" })
	void addressesHaveOneForm(String text, String form) {
		assertThat(ClientAddress.parse(text).text()).isEqualTo(form);
		assertThat(ClientAddress.parse(text).bytes()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "unknown", "localhost", "example.org", "_hidden", "1.2.3", "1.2.3.4.5", "256.1.1.1",
			"1.2.3.4:80", "1.2.3.4%eth0", "2130706433", "0x7f.1", ":", ":::", "::g", ".:", "a:b", "2001:db8::1]",
			"[2001:db8::1]:80", "1:2:3:4:5:6:7:8:9", "evil.example.org:1", "1.2.3.4\n5" })
	void everythingElseIsTakenAsItIs(String text) {
		assertThat(ClientAddress.parse(text).text()).isEqualTo(text);
		assertThat(ClientAddress.parse(text).bytes()).isNull();
	}

	@Test
	void hugeTextIsNoProblem() {
		String huge = ":".repeat(1_000_000);
		assertThat(ClientAddress.parse(huge).text()).isEqualTo(huge);
		String digits = "1".repeat(1_000_000) + ".1.1.1";
		assertThat(ClientAddress.parse(digits).text()).isEqualTo(digits);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "10.1.2.3, 10.1.2.3, true",
			"10.1.2.3, 10.1.2.4, false", "192.0.2.128/25, 192.0.2.200, true", "192.0.2.128/25, 192.0.2.100, false",
			"0.0.0.0/0, 8.8.8.8, true", "0.0.0.0/0, 2001:db8::1, false", "::/0, 2001:db8::1, true",
			"2001:db8::/33, 2001:db8:7fff::1, true", "2001:db8::/33, 2001:db8:8000::1, false",
			"2001:db8::1, 2001:db8::1, true", "2001:db8::1, 2001:db8::2, false", "10.0.0.0/8, ::ffff:10.0.0.1, true",
			"10.0.0.0/8, unknown, false" })
	void rangesHoldWhatBeginsAlike(String range, String address, boolean contained) {
		assertThat(AddressRange.parse(range).contains(ClientAddress.parse(address))).isEqualTo(contained);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "example.org",
			"10.0.0.0/8/8", "10.0.0.0/1000" })
	void whatIsNoRangeIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
	}

}
