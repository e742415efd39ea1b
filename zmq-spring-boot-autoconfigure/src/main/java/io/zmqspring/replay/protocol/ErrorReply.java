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

package io.zmqspring.replay.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A request was refused.
 *
 * @param id the id of the request, 0 if it had none
 * @param error why
 * @param text a sentence for people, without a full stop
 * @since 0.1
 */
public record ErrorReply(long id, ReplayError error, String text) implements ReplayReply {

	static final int TYPE = 131;

	private static final int LONGEST_TEXT = 1024;

	static ErrorReply read(FrameInput input) throws ReplayProtocolException {
		int code = input.readShort("the code");
		ReplayError error = ReplayError.of(code);
		if (error == null) {
			throw input.unsupported("an error of code " + code + " is not known");
		}
		byte[] text = input.readShortBytes(LONGEST_TEXT, "the text");
		input.requireEnd();
		return new ErrorReply(input.id(), error, new String(text, StandardCharsets.UTF_8));
	}

	@Override
	public long size() {
		return 2L * Short.BYTES + this.text.length();
	}

	@Override
	public byte[] encode() {
		byte[] all = this.text.getBytes(StandardCharsets.UTF_8);
		byte[] bytes = (all.length > LONGEST_TEXT) ? Arrays.copyOf(all, LONGEST_TEXT) : all;
		return new FrameOutput(TYPE, this.id, 2 * Short.BYTES + bytes.length).writeShort(this.error.code())
			.writeShortBytes(bytes)
			.frame();
	}

}
