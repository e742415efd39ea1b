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

package io.zmqspring.replay.recovery;

/**
 * Base class of tests with one publisher and a subscriber that joins it.
 */
abstract class JoinedSubscriber {

	final ModelPublisher publisher = new ModelPublisher(false, 100, 101);

	final ModelSubscriber subscriber = new ModelSubscriber(RecoverySettings.DEFAULTS, this.publisher);

	void join() {
		// A publisher names its epoch when it has sent a message
		drop("earlier");
		this.subscriber.connect(true);
		this.subscriber.settle();
	}

	void publish(String topic) {
		this.subscriber.live.add(this.publisher.publish(topic));
		this.subscriber.receive();
	}

	void drop(String topic) {
		this.publisher.publish(topic);
	}

}
