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

package io.zmqspring.sample.controller;

import java.util.List;
import java.util.UUID;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.sample.PictureWork;

/**
 * Hands out each picture once per type of work. Pictures never pile up: where the workers
 * do not keep up, or there are none, it skips some.
 */
class PictureDispatcher {

	static final List<String> TYPES = List.of(PictureWork.THUMBNAIL, PictureWork.HISTOGRAM);

	private final ZmqController controller;

	private final ResultBoard board;

	private final String frameTopic;

	PictureDispatcher(ZmqController controller, ResultBoard board, String frameTopic) {
		this.controller = controller;
		this.board = board;
		this.frameTopic = frameTopic;
	}

	/**
	 * Hand out the latest picture. Others that came while this waited for workers are
	 * skipped.
	 * @param waiting all messages that wait, in their order
	 */
	@ZmqListener(subscriber = "controller")
	void on(List<ZmqMessage> waiting) {
		List<ZmqMessage> pictures = waiting.stream()
			.filter((message) -> message.topic().equals(this.frameTopic))
			.toList();
		if (!pictures.isEmpty()) {
			int last = pictures.size() - 1;
			TYPES.forEach((type) -> this.board.tally(type).skip(last));
			handOut(pictures.get(last).payload());
		}
	}

	private void handOut(byte[] picture) {
		String id = UUID.randomUUID().toString();
		for (String type : TYPES) {
			PoolTally tally = this.board.tally(type);
			if (tally.begin(id)) {
				try {
					this.controller.dispatch(new PictureWork(type, id, picture));
				}
				catch (ZmqTimeoutException ex) {
					tally.refused(id);
				}
			}
		}
	}

}
