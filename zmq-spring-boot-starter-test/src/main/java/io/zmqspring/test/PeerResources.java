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

package io.zmqspring.test;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.PoolThreads;
import io.zmqspring.test.fault.SubscriberFailures;

/**
 * What the test peers of an application share.
 */
final class PeerResources {

	private final ListableBeanFactory beanFactory;

	private final MessageLog log;

	private final SubscriberFailures failures = new SubscriberFailures();

	private @Nullable ScheduledThreadPoolExecutor scheduler;

	PeerResources(ListableBeanFactory beanFactory, MessageLog log) {
		this.beanFactory = beanFactory;
		this.log = log;
	}

	ZmqContext context() {
		return this.beanFactory.getBean(ZmqContext.class);
	}

	/**
	 * The converter that a role of the application uses.
	 * @param beanName the name in the settings of the role
	 * @return the converter
	 */
	ZmqMessageConverter converter(@Nullable String beanName) {
		return (beanName != null) ? this.beanFactory.getBean(beanName, ZmqMessageConverter.class)
				: this.beanFactory.getBean(ZmqMessageConverter.class);
	}

	/**
	 * Topics of which a subscriber of the application receives messages, one for each of
	 * its subscriptions.
	 * @param subscriber the subscriber
	 * @return the topics of its settings and of its listeners
	 */
	List<String> topics(ZmqSubscriber subscriber) {
		Stream<String> ofListeners = this.beanFactory.getBeanProvider(ZmqListenerRegistry.class)
			.stream()
			.flatMap((registry) -> registry.all().stream())
			.filter((listener) -> listener.subscriber().equals(subscriber.name()) && listener.isRunning())
			.flatMap((listener) -> listener.topics().stream());
		return Stream.concat(subscriber.settings().topics().stream(), ofListeners)
			.distinct()
			.map((topic) -> topic.endsWith("*") ? topic.substring(0, topic.length() - 1) + "x" : topic)
			.toList();
	}

	SubscriberFailures failures() {
		return this.failures;
	}

	MessageLog log() {
		return this.log;
	}

	synchronized ScheduledExecutorService scheduler() {
		if (this.scheduler == null) {
			this.scheduler = PoolThreads.scheduler("zmq-test-peers");
		}
		return this.scheduler;
	}

	synchronized void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

}
