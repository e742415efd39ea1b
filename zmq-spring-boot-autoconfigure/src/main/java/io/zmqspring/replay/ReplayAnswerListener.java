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

package io.zmqspring.replay;

import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.SummaryReply;

/**
 * Receives what a {@link ReplayClient} learns, on the thread that the client was given.
 *
 * @since 0.1
 */
interface ReplayAnswerListener {

	/**
	 * The connection was made or lost.
	 * @param connected whether there is one
	 */
	void onConnection(boolean connected);

	/**
	 * A page of last numbers was received.
	 * @param reply the page
	 */
	void onSummary(SummaryReply reply);

	/**
	 * A request for last numbers will not be answered.
	 */
	void onNoSummary();

	/**
	 * Messages were received.
	 * @param reply the messages
	 */
	void onMessages(MessagesReply reply);

	/**
	 * A request for messages will not be answered.
	 */
	void onNoMessages();

	/**
	 * It has become clear whether the peer offers replay.
	 * @param offers {@code false} if it does not answer requests
	 */
	void onOffer(boolean offers);

}
