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

package io.zmqspring.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A heartbeat message. Encoded without a JSON library and without the application's
 * converter, so that its fields are always the same. Immutable.
 *
 * @param sentAt the time at which it is sent
 * @param service the name of the sending service
 * @param state the state of the service
 * @param sequence the number of the heartbeat, from 1; a gap means that heartbeats were
 * lost
 * @since 0.1
 */
public record Heartbeat(Instant sentAt, String service, String state, long sequence) {

	private static final long MICROS = 1_000_000;

	private static final int LONGEST_SERVICE = 255;

	/**
	 * Whether a text can be the name of a service.
	 * @param service the text
	 * @return {@code true} for 1 to 255 characters without control characters
	 */
	public static boolean isService(String service) {
		return !service.isBlank() && service.length() <= LONGEST_SERVICE
				&& service.chars().noneMatch(Character::isISOControl);
	}

	/**
	 * Encode the heartbeat.
	 * @return the JSON, in ASCII as Python's {@code json} module writes it
	 */
	public byte[] toJson() {
		StringBuilder json = new StringBuilder(160).append("{\"type\":\"Heartbeat\",\"timestamp\":")
			.append(unixSeconds())
			.append(",\"service\":");
		quote(this.service, json);
		json.append(",\"state\":");
		quote(this.state, json);
		json.append(",\"sequence\":").append(this.sequence).append('}');
		return json.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private String unixSeconds() {
		long micros = this.sentAt.getEpochSecond() * MICROS + this.sentAt.getNano() / 1000;
		return BigDecimal.valueOf(micros, 6).toPlainString();
	}

	private static void quote(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character >= ' ' && character <= '~') {
				json.append(character);
			}
			else {
				json.append("\\u").append(Integer.toHexString(0x10000 | character), 1, 5);
			}
		}
		json.append('"');
	}

}
