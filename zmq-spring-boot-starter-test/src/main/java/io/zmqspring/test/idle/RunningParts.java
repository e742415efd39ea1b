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

package io.zmqspring.test.idle;

import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.listener.ZmqListenerEndpoint;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * The roles and listeners of an application that ran when a test method began.
 *
 * @param roles the roles
 * @param listeners the listeners
 * @since 0.1
 */
public record RunningParts(List<ZmqRole> roles, List<ZmqListenerEndpoint> listeners) {

	/**
	 * Look at an application.
	 * @param beanFactory its beans
	 * @return what runs now
	 */
	public static RunningParts of(ListableBeanFactory beanFactory) {
		return new RunningParts(
				beanFactory.getBeansOfType(ZmqRole.class)
					.values()
					.stream()
					.filter((role) -> role.state() == ZmqState.RUNNING)
					.toList(),
				beanFactory.getBeanProvider(ZmqListenerRegistry.class)
					.stream()
					.flatMap((registry) -> registry.all().stream())
					.filter(ZmqListenerEndpoint::isRunning)
					.toList());
	}

	/**
	 * Start again what the test method has stopped or paused.
	 */
	public void restore() {
		for (ZmqRole role : this.roles) {
			if (role.state() == ZmqState.PAUSED && role instanceof ZmqSubscriber subscriber) {
				subscriber.resume();
			}
			else if (role.state() != ZmqState.RUNNING) {
				role.start();
			}
		}
		this.listeners.stream().filter((listener) -> !listener.isRunning()).forEach(ZmqListenerEndpoint::start);
	}

}
