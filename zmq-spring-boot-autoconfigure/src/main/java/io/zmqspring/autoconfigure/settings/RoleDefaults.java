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

package io.zmqspring.autoconfigure.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.zmqspring.settings.CorrelationSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.DeliveryMode;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * The settings that more than one kind of role has, bound from {@code zmq.defaults}. Each
 * takes effect in every role that has the key and does not set it. Immutable.
 *
 * @param wireFormat How publishers and subscribers encode topic and payload.
 * @param topicRule Which topics are valid for publishers and subscribers.
 * @param highWaterMark Messages queued per connection, 0 for no limit.
 * @param linger How long shutdown waits until peers have received what was accepted; the
 * rest is counted as stopped.
 * @param sendTimeout How long a send of a publisher or controller may block.
 * @param shutdownTimeout How long shutdown waits for handlers and items being processed.
 * @param maxPending Largest number of asynchronous results of one listener that may be
 * pending.
 * @param resultTimeout How long an asynchronous result may be pending before its message
 * fails; absent = without limit.
 * @param latencyClass Class of the messages of publishers and subscribers, which is the
 * time within which they must be handled.
 * @param headers Whether messages, work and results carry headers, such as those of a
 * trace.
 * @param typeProperty Member of JSON objects to which the @ZmqMessageType of their class
 * is written, by publishers, controllers and workers; absent = type for publishers with
 * wire-format: single-frame, otherwise none.
 * @param delivery Delivery guarantee of workers and pools for each item.
 * @param correlation Fields that match a result with its work.
 * @param converter Name of a ZmqMessageConverter bean; absent = the only one.
 * @param socket Tuning of every socket.
 * @since 0.1
 */
public record RoleDefaults(@DefaultValue("multipart") WireFormat wireFormat,
		@DefaultValue("lenient") TopicRule topicRule, @DefaultValue("1000") int highWaterMark,
		@DefaultValue("1s") Duration linger, @DefaultValue("1s") Duration sendTimeout,
		@DefaultValue("5s") Duration shutdownTimeout, @DefaultValue("256") int maxPending,
		@Nullable Duration resultTimeout, @Nullable LatencyClass latencyClass, @DefaultValue("false") boolean headers,
		@Nullable String typeProperty, @DefaultValue("at-most-once") DeliveryMode delivery,
		@DefaultValue @NestedConfigurationProperty CorrelationSettings correlation, @Nullable String converter,
		@DefaultValue @NestedConfigurationProperty SocketTuning socket) {

}
