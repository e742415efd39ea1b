/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.settings.security;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.settings.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Ranges of IP addresses.
 */
class AddressRangeTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8,10.255.3.4,true", "10.0.0.0/8,11.0.0.0,false", "10.0.0.0/8,9.255.255.255,false",
			"192.168.4.0/22,192.168.7.255,true", "192.168.4.0/22,192.168.8.0,false", "192.168.1.10,192.168.1.10,true",
			"192.168.1.10,192.168.1.11,false", "0.0.0.0/0,203.0.113.9,true", "0.0.0.0/0,::1,false",
			"255.255.255.255/32,255.255.255.255,true", "200.0.0.0/5,207.255.255.255,true",
			"128.0.0.0/1,127.0.0.1,false", "2001:db8::/32,2001:db8:ffff::1,true", "2001:db8::/32,2001:db9::1,false",
			"::1,::1,true", "fe80::/10,febf::1,true", "fe80::/10,fec0::1,false", "::/0,2001:db8::1,true",
			"::/0,10.0.0.1,false", "::ffff:10.0.0.0/104,10.2.3.4,true", "::ffff:10.0.0.0/104,11.2.3.4,false",
			"::ffff:10.1.2.3,10.1.2.3,true", "10.0.0.0/8,::ffff:10.2.3.4,true" })
	void addressBelongsToItsRange(String range, String address, boolean expected) throws Exception {
		assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/33,prefix", "::/129,prefix", "10.0.0.1/8,10.0.0.0/8",
			"2001:db8::1/32,2001:db8:0:0:0:0:0:0/32", "::ffff:10.0.0.0/95,prefix", "10.0.0/8,IPv4", "10.0.0.256,IPv4",
			"010.0.0.1,IPv4", "1.2.3.4.5,IPv4", "167772160,IPv4", "example.org,range", "localhost,range",
			"10.0.0.0/,range", "10.0.0.0/-1,range", "10.0.0.0/8/8,range", "fe80::1%eth0,range", "1:2:3,IP address",
			"::1::,IP address", "'',range", "*,range", "'10.0.0.0 /8',range" })
	void malformedRangeIsRefused(String range, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(range)).withMessageContaining(problem);
	}

	@Test
	void deniedRangeHasPrecedence() throws Exception {
		AddressRules rules = AddressRules.of(List.of("10.0.0.0/8", " 2001:db8::/32 "), List.of("10.9.0.0/16"));
		assertThat(rules.accept(InetAddress.getByName("10.8.0.1"))).isTrue();
		assertThat(rules.accept(InetAddress.getByName("10.9.0.1"))).isFalse();
		assertThat(rules.accept(InetAddress.getByName("11.0.0.1"))).isFalse();
		assertThat(rules.accept(InetAddress.getByName("2001:db8::5"))).isTrue();
		assertThat(rules.accept(null)).isFalse();
	}

	@Test
	void everyAddressIsAcceptedWithoutRanges() throws Exception {
		AddressRules rules = AddressRules.of(List.of(), List.of());
		assertThat(rules.isEmpty()).isTrue();
		assertThat(rules.accept(InetAddress.getByName("10.8.0.1"))).isTrue();
		assertThat(rules.accept(null)).isTrue();
	}

	@Test
	void exceptionNamesKeyValueAndAnExample() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> AddressRules.of(List.of(), List.of("10.0.0.1/8")))
			.withMessageContainingAll("deny-addresses", "10.0.0.1/8", "10.0.0.0/8", "2001:db8::/32");
	}

}
