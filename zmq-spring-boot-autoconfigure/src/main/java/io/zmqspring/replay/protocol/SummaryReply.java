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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A page of the last numbers of topics.
 *
 * @param id the id of the request
 * @param until all messages up to this time are contained, in nanoseconds since 1970
 * @param epochs the epochs of the publisher, oldest first; the last one is the present
 * one. At most {@value #MOST_EPOCHS}
 * @param topics the topics of this page; a topic may appear once per epoch
 * @param nextPage the number of the next page, {@value #END} after the last page
 * @since 0.1
 */
public record SummaryReply(long id, long until, long[] epochs, List<TopicSummary> topics,
		int nextPage) implements ReplayReply {

	/** The most epochs. */
	public static final int MOST_EPOCHS = 255;

	/** The next page of the last page. */
	public static final int END = -1;

	static final int TYPE = 129;

	static SummaryReply read(FrameInput input) throws ReplayProtocolException {
		long until = input.readLong("the time");
		long[] epochs = new long[input.elements(input.readByte("the number of epochs"), Long.BYTES, "epochs")];
		for (int i = 0; i < epochs.length; i++) {
			epochs[i] = input.readLong("an epoch");
		}
		int nextPage = input.readInt("the page");
		int count = input.elements(input.readInt("the number of topics"), TopicSummary.SMALLEST, "topics");
		List<TopicSummary> topics = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			topics.add(TopicSummary.read(input, epochs));
		}
		input.requireEnd();
		return new SummaryReply(input.id(), until, epochs, topics, nextPage);
	}

	@Override
	public long size() {
		return Long.BYTES + 1 + (long) this.epochs.length * Long.BYTES + 2 * Integer.BYTES
				+ this.topics.stream().mapToLong(TopicSummary::size).sum();
	}

	@Override
	public byte[] encode() {
		FrameOutput output = new FrameOutput(TYPE, this.id, Math.toIntExact(size())).writeLong(this.until)
			.writeByte(this.epochs.length);
		Arrays.stream(this.epochs).forEach(output::writeLong);
		output.writeInt(this.nextPage).writeInt(this.topics.size());
		this.topics.forEach((topic) -> topic.write(output, index(topic.epoch())));
		return output.frame();
	}

	private int index(long epoch) {
		for (int i = 0; i < this.epochs.length; i++) {
			if (this.epochs[i] == epoch) {
				return i;
			}
		}
		throw new IllegalStateException("A topic has an epoch that the publisher does not name");
	}

}
