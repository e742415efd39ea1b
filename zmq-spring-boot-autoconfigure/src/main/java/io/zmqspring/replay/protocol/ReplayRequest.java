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

/**
 * A request of a subscriber. The reply to it has the same id.
 *
 * @since 0.1
 */
public sealed interface ReplayRequest permits SyncRequest, GetRequest {

	/** The largest frame of a request, in bytes. */
	int LARGEST = 512 * 1024;

	/** The longest topic, and the longest prefix, in bytes. */
	int LONGEST_TOPIC = 1024;

	/** The most prefixes of one request. */
	int MOST_PREFIXES = 256;

	/** The most ranges of one request. */
	int MOST_RANGES = 256;

	/**
	 * The id that the reply repeats.
	 * @return any number
	 */
	long id();

	/**
	 * Write this request.
	 * @return the frame
	 */
	byte[] encode();

	/**
	 * Read the id of a request.
	 * @param frame the frame of a peer
	 * @return the id, 0 if the frame is no request
	 */
	static long idOf(byte[] frame) {
		try {
			return new FrameInput(frame).id();
		}
		catch (ReplayProtocolException ex) {
			return 0;
		}
	}

	/**
	 * The type of a request.
	 * @param frame the frame of a peer
	 * @return the type, 0 if the frame is no request
	 */
	static int typeOf(byte[] frame) {
		try {
			return new FrameInput(frame).type();
		}
		catch (ReplayProtocolException ex) {
			return 0;
		}
	}

	/**
	 * Read a request.
	 * @param frame the frame of a peer
	 * @return the request
	 * @throws ReplayProtocolException if the frame is no request; the exception has the
	 * reply
	 */
	static ReplayRequest decode(byte[] frame) throws ReplayProtocolException {
		FrameInput input = new FrameInput(frame);
		if (frame.length > LARGEST) {
			throw input.tooLarge("it has " + frame.length + " bytes, but a request may have " + LARGEST);
		}
		return switch (input.type()) {
			case SyncRequest.TYPE -> SyncRequest.read(input);
			case GetRequest.TYPE -> GetRequest.read(input);
			default -> throw input.unsupported("a request of type " + input.type() + " is not known");
		};
	}

}
