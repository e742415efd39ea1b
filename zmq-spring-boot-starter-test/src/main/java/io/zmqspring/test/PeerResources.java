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

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.PoolThreads;

/**
 * What the test peers of an application share.
 */
final class PeerResources {

	private final ListableBeanFactory beanFactory;

	private final MessageLog log;

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
