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

package io.zmqspring.role.runtime;

import io.zmqspring.role.runtime.FormatWarnings.Difference;
import io.zmqspring.socket.Frames;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.wire.WireHeaders;

/**
 * Explains why work or results with additional frames are rejected: the sender adds a
 * topic, or headers that this role does not expect.
 *
 * @param owner the worker or pool
 * @param headers whether this role expects headers
 * @param status the status of the role
 */
record AdditionalFrames(String owner, boolean headers, RoleStatus status) {

	private static final int WITH_TOPIC_AND_HEADERS = 3;

	/**
	 * Explain a rejected message, if its frames look like those of another format.
	 * @param frames the message
	 */
	void explain(Frames frames) {
		int count = frames.count();
		if (count < 2 || count > WITH_TOPIC_AND_HEADERS) {
			return;
		}
		boolean endsWithHeaders = WireHeaders.looksLikeHeaders(frames.get(count - 1));
		if (TopicRule.STRICT.allows(frames.get(0), frames.get(0).length, WireFormat.MULTIPART)) {
			warn(Difference.MULTIPART, "rejects messages of " + count
					+ " frames, whose first one looks like a topic, as in wire-format multipart. Work and results"
					+ " have no topic: let the sender omit that frame" + ((endsWithHeaders && !this.headers)
							? "; or, if it is the payload and headers follow, set " + key() + " to true" : ""));
		}
		else if (count == 2 && endsWithHeaders && !this.headers) {
			warn(Difference.HEADERS, "rejects messages with headers, because " + key()
					+ " is false. Set it to true, or let the sender send no headers");
		}
	}

	private void warn(Difference difference, String explanation) {
		String pool = this.status.role().equals("controller") ? "(pool '" + this.owner + "') " : "";
		this.status.formatWarnings().warn(difference, pool + explanation);
	}

	private String key() {
		return this.status.key() + ".headers";
	}

}
