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
 * Sends each picture to the workers, once per type of work. If the workers are too slow
 * or there are none, pictures are skipped instead of queued.
 */
class PictureDispatcher {

	static final List<String> TYPES = List.of(PictureWork.THUMBNAIL, PictureWork.HISTOGRAM);

	private final ZmqController controller;

	private final ResultCollector results;

	private final String frameTopic;

	PictureDispatcher(ZmqController controller, ResultCollector results, String frameTopic) {
		this.controller = controller;
		this.results = results;
		this.frameTopic = frameTopic;
	}

	/**
	 * Send the latest picture to the workers, and skip the pictures that were received
	 * before it.
	 * @param messages all messages received since the last call, in their order
	 */
	@ZmqListener(subscriber = "controller")
	void on(List<ZmqMessage> messages) {
		List<ZmqMessage> pictures = messages.stream()
			.filter((message) -> message.topic().equals(this.frameTopic))
			.toList();
		if (!pictures.isEmpty()) {
			int last = pictures.size() - 1;
			TYPES.forEach((type) -> this.results.counter(type).skip(last));
			dispatch(pictures.get(last).payload());
		}
	}

	private void dispatch(byte[] picture) {
		String id = UUID.randomUUID().toString();
		for (String type : TYPES) {
			PoolCounter counter = this.results.counter(type);
			if (counter.begin(id)) {
				try {
					this.controller.dispatch(new PictureWork(type, id, picture));
				}
				catch (ZmqTimeoutException ex) {
					counter.notAccepted(id);
				}
			}
		}
	}

}
