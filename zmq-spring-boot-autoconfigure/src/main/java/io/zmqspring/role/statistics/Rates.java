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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.springframework.util.StringUtils;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStatistics;

/**
 * The messages and bytes of a role per second, over a period of time.
 *
 * @param before its statistics at the beginning of the period
 * @param after its statistics at the end of the period
 * @param seconds the length of the period
 */
record Rates(ZmqStatistics before, ZmqStatistics after, double seconds) {

	static final ZmqStatistics NOTHING = new ZmqStatistics(0, 0, 0, 0, Map.of(), 0, Map.of(), Map.of(), Map.of(),
			Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, null, null, null, null, Duration.ZERO, null);

	private static final String[] UNITS = { "B", "kB", "MB", "GB" };

	private double of(ToLongFunction<ZmqStatistics> counter) {
		return (counter.applyAsLong(this.after) - counter.applyAsLong(this.before)) / this.seconds;
	}

	/**
	 * Describe the rates in a line, those that apply to the role.
	 * @param role the role
	 * @return such as {@code Publisher 'camera' RUNNING: sent 10.0/s (1.2 MB/s), failed
	 * 0.0/s, 2 connections}
	 */
	String describe(ZmqRole role) {
		List<String> rates = new ArrayList<>();
		if (role.sends()) {
			rates.add(messages("sent", ZmqStatistics::sent) + " (" + bytes(of(ZmqStatistics::bytesSent)) + ")");
		}
		if (role.receives()) {
			rates.add(messages("received", ZmqStatistics::received) + " (" + bytes(of(ZmqStatistics::bytesReceived))
					+ ")");
		}
		rates.add(messages("failed", ZmqStatistics::failed));
		if (role.receives()) {
			rates.add(messages("rejected", ZmqStatistics::rejectedTotal));
		}
		if (role.sends()) {
			rates.add(messages("dropped", ZmqStatistics::dropped));
		}
		int connections = role.connectionCount();
		rates.add(connections + ((connections == 1) ? " connection" : " connections"));
		return StringUtils.capitalize(role.role()) + " '" + role.name() + "' " + role.state() + ": "
				+ String.join(", ", rates);
	}

	private String messages(String what, ToLongFunction<ZmqStatistics> counter) {
		return String.format(Locale.ROOT, "%s %,.1f/s", what, of(counter));
	}

	private static String bytes(double perSecond) {
		double value = perSecond;
		int unit = 0;
		while (value >= 1000 && unit < UNITS.length - 1) {
			value /= 1000;
			unit++;
		}
		return String.format(Locale.ROOT, "%.1f %s/s", value, UNITS[unit]);
	}

}
