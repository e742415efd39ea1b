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

/**
 * How a subscriber recovers messages: which message is delivered, held, asked for or
 * lost. Without sockets and threads: it is told what happens, and says what to do.
 *
 * <h2>What is known</h2> A publisher begins an epoch whenever it is started. Within an
 * epoch it numbers the messages of each topic from 1, and time increases from message to
 * message, over restarts as well. It names the epochs of which it has messages, oldest
 * first, and for each epoch and topic the last number. A look at the last numbers is
 * complete when all pages for all filters have been read since the newest epoch was named
 * first; then nothing is added to the epochs before the newest one, and the last number
 * of each topic in them is known. When topics are added to the filters, the look is not
 * complete any more.
 *
 * <h2>The invariant</h2> The messages of a publisher and a topic have one order: by
 * epoch, and by number within an epoch. A {@code TopicStream} has a place in this order,
 * and for each epoch from the one in which it began to the one in which it is, the last
 * number that is accounted for. Each message up to that number was either delivered or
 * reported as lost, once; no message after it was. Therefore:
 * <ul>
 * <li>Only a message after the place is delivered, and the place never goes back.</li>
 * <li>A message that the place passes without a delivery is reported when it is passed,
 * if it is known to exist. So a stream enters an epoch when all epochs before it have
 * ended, not only the one in which it is. A stream that does not wait any longer may
 * leave an epoch, or skip one, of which the last number is not known. It keeps the number
 * that is accounted for, and reports the rest as soon as a last number or a late message
 * shows that it exists.</li>
 * <li>What is before the beginning of the stream is neither delivered nor reported. A
 * topic that was not there when the last numbers were known begins with the first message
 * of the epoch that was the newest one then. A subscriber that continues an earlier run
 * begins where that run has begun; if the publisher had sent nothing then, with its first
 * message.</li>
 * <li>Messages of an epoch that no publisher has named in time are delivered without
 * recovery. When it is named, the stream begins after them. What is missing before the
 * first one is reported then, if it belongs to the subscription.</li>
 * </ul>
 *
 * <h2>What cannot be known</h2> The end of an epoch, if the publisher was restarted
 * without its messages, or with a file that has none of that epoch and topic: it does not
 * name a last number then. The messages that it has sent after the last one that arrived
 * are not reported. The same holds for messages of such an epoch that have arrived, but
 * did not fit into the memory for held messages.
 * <p>
 * Whether a live message is older than the subscription, if its topic was unsubscribed
 * and subscribed again while it was under way: the stream begins with it, so that
 * messages from between are asked for as well.
 * <p>
 * What a publisher had sent before an earlier run of the subscriber, if it did not answer
 * in that run, but another publisher did: the subscriber continues, and gets everything.
 * <p>
 * Internal: users of the starter do not call this package, and it may change at any time.
 */
@NullMarked
package io.zmqspring.replay.recovery;

import org.jspecify.annotations.NullMarked;
