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

package io.zmqspring.role;

/**
 * Why a role dropped a message although the message was valid.
 *
 * @since 0.1
 */
public enum DropReason {

	/** No peer has subscribed to the topic, so no receiver misses the message. */
	NO_SUBSCRIBER("no-subscriber", "their topics had no subscriber"),

	/** The queue of a subscriber was full. Counted once per subscriber. */
	SLOW_SUBSCRIBER("slow-subscriber", "the queue of a subscriber was full"),

	/** The queue of a subscriber at the capture address of a proxy was full. */
	SLOW_CAPTURE("slow-capture", "the queue of a subscriber of the copies was full"),

	/**
	 * The role was stopped, or its engine has failed, before the message was handled or
	 * sent. A message to several subscribers counts once per subscriber that misses it.
	 */
	STOPPED("stopped", "the role was stopped, or its engine failed, before they were handled or sent"),

	/**
	 * The peer for which the message was queued is gone from a host name with
	 * {@code resolve: all} and could not be reached.
	 */
	PEER_GONE("peer-gone", "their peer was gone from its host name and could not be reached"),

	/** An item of work had no result after its last attempt. */
	DEAD_LETTER("dead-letter", "there was no result after the last attempt"),

	/** No listener took the message, and too many waited to be received by hand. */
	RECEIVE_QUEUE_FULL("receive-queue-full", "no listener took them, and the queue of receive(…) was full"),

	/** The message was older than {@code max-age}, and {@code on-too-old} is drop. */
	TOO_OLD("too-old", "they were older than max-age when they arrived");

	private final String tag;

	private final String meaning;

	DropReason(String tag, String meaning) {
		this.tag = tag;
		this.meaning = meaning;
	}

	/**
	 * The reason as it is written in statistics and metrics.
	 * @return such as {@code dead-letter}
	 */
	public String tag() {
		return this.tag;
	}

	/**
	 * What has happened to the messages, for log lines.
	 * @return a clause without a full stop, such as
	 * {@code the queue of a subscriber was full}
	 */
	public String meaning() {
		return this.meaning;
	}

}
