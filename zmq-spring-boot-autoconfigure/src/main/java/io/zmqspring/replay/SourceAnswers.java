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
import io.zmqspring.replay.recovery.Recovery;

/**
 * Passes the answers of one address to the recovery.
 */
final class SourceAnswers implements ReplayAnswerListener {

	private final int source;

	private final Recovery recovery;

	private final PublisherAliases aliases;

	/**
	 * Create the listener of an address.
	 * @param source the index of the address
	 * @param recovery the recovery
	 * @param aliases recognizes publishers with several addresses
	 */
	SourceAnswers(int source, Recovery recovery, PublisherAliases aliases) {
		this.source = source;
		this.recovery = recovery;
		this.aliases = aliases;
	}

	@Override
	public void onConnection(boolean connected) {
		this.recovery.onConnection(this.source, connected);
	}

	@Override
	public void onSummary(SummaryReply answer) {
		SummaryReply reply = this.aliases.accept(this.source, answer);
		this.recovery.onSummary(this.source, reply);
	}

	@Override
	public void onNoSummary() {
		this.recovery.onNoSummary(this.source);
	}

	@Override
	public void onMessages(MessagesReply reply) {
		this.recovery.onMessages(this.source, reply);
	}

	@Override
	public void onNoMessages() {
		this.recovery.onNoMessages(this.source);
	}

	@Override
	public void onOffer(boolean offers) {
		this.recovery.onOffer(this.source, offers);
	}

}
