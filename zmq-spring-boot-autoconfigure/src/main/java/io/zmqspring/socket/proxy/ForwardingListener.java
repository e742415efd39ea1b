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

package io.zmqspring.socket.proxy;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Told what becomes of messages that are not forwarded. Called on the forwarding thread,
 * once per message: must be quick and must not wait.
 *
 * @param unwanted a message has arrived that no subscriber wants
 * @param slowSubscribers a message is lost to this number of subscribers, because their
 * queues are full
 * @param slowCapture the same for subscribers of the copies
 * @param failed the forwarding thread has failed, and the sockets are closed
 * @since 0.1
 */
public record ForwardingListener(Runnable unwanted, IntConsumer slowSubscribers, IntConsumer slowCapture,
		Consumer<Throwable> failed) {

}
