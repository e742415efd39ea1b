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

package io.zmqspring;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * Publishes messages, and finds publishers and controllers by name. The {@code publish}
 * methods use the only publisher, or the one marked {@code @Primary}. Every method may be
 * called from any thread.
 *
 * @since 0.1
 */
public class ZmqTemplate implements DisposableBean {

	private final ObjectProvider<ZmqPublisher> publishers;

	private final ObjectProvider<ZmqController> controllers;

	private volatile @Nullable ZmqPublisher onlyPublisher;

	private volatile boolean closed;

	/**
	 * Create a template.
	 * @param publishers the publishers of the application
	 * @param controllers the controllers of the application
	 */
	public ZmqTemplate(ObjectProvider<ZmqPublisher> publishers, ObjectProvider<ZmqController> controllers) {
		this.publishers = publishers;
		this.controllers = controllers;
	}

	/**
	 * Publish with the only publisher.
	 * @param payload see {@link ZmqPublisher#publish(Object)}
	 * @return whether ZeroMQ accepted the message; accepted is not delivered
	 */
	public boolean publish(Object payload) {
		return onlyPublisher().publish(payload);
	}

	/**
	 * Publish with the only publisher.
	 * @param payload see {@link ZmqPublisher#publish(Object)}
	 * @param topic the topic
	 * @return whether ZeroMQ accepted the message; accepted is not delivered
	 */
	public boolean publish(Object payload, String topic) {
		return onlyPublisher().publish(payload, topic);
	}

	/**
	 * Publish with the only publisher.
	 * @param payload see {@link ZmqPublisher#publish(Object)}
	 * @param topic the topic's {@code toString()} is used
	 * @return whether ZeroMQ accepted the message; accepted is not delivered
	 */
	public boolean publish(Object payload, Enum<?> topic) {
		return onlyPublisher().publish(payload, topic);
	}

	/**
	 * Return a publisher by its name in the settings.
	 * @param name the name
	 * @return the publisher
	 * @throws ZmqConfigurationException if no publisher has this name
	 * @throws ZmqException if the application context is closed
	 */
	public ZmqPublisher publisher(String name) {
		List<ZmqPublisher> all = all(this.publishers);
		return all.stream()
			.filter((publisher) -> publisher.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ZmqConfigurationException("There is no publisher '" + name + "'",
					"Known publishers: " + names(all.stream().map((publisher) -> publisher.name()))
							+ ". Declare zmq.publishers." + name + ".address or correct the name."));
	}

	/**
	 * Return a controller by its name in the settings.
	 * @param name the name
	 * @return the controller
	 * @throws ZmqConfigurationException if no controller has this name
	 * @throws ZmqException if the application context is closed
	 */
	public ZmqController controller(String name) {
		List<ZmqController> all = all(this.controllers);
		return all.stream()
			.filter((controller) -> controller.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ZmqConfigurationException("There is no controller '" + name + "'",
					"Known controllers: " + names(all.stream().map((controller) -> controller.name()))
							+ ". Declare zmq.controllers." + name + ".workers or correct the name."));
	}

	private ZmqPublisher onlyPublisher() {
		ZmqPublisher known = this.onlyPublisher;
		if (known == null) {
			known = lookUp(this.publishers::getIfUnique);
			if (known == null) {
				List<ZmqPublisher> all = all(this.publishers);
				throw all.isEmpty()
						? new ZmqConfigurationException("There is no publisher to publish with",
								"Declare one: zmq.publishers.<name>.address")
						: new ZmqConfigurationException(
								"There are several publishers: "
										+ names(all.stream().map((publisher) -> publisher.name())),
								"Select one: zmqTemplate.publisher(\"<name>\").publish(…)");
			}
			this.onlyPublisher = known;
		}
		return known;
	}

	private <T> List<T> all(ObjectProvider<T> roles) {
		return lookUp(() -> roles.stream().toList());
	}

	// After the context is closed, the bean factory would create the beans again
	private <T extends @Nullable Object> T lookUp(Supplier<T> beans) {
		if (this.closed) {
			throw contextClosed(null);
		}
		try {
			return beans.get();
		}
		catch (BeanCreationNotAllowedException ex) {
			throw contextClosed(ex);
		}
	}

	private static ZmqException contextClosed(@Nullable Throwable cause) {
		return new ZmqException(
				"The application context is closed, and with it all publishers and controllers. Use them at the latest in"
						+ " a listener of ContextClosedEvent or in the stop() of a SmartLifecycle bean",
				cause);
	}

	private static String names(Stream<String> roles) {
		return roles.sorted().collect(Collectors.joining(", "));
	}

	/**
	 * Find no publishers and controllers from now on. Called when the application context
	 * is closed.
	 */
	@Override
	public void destroy() {
		this.closed = true;
		this.onlyPublisher = null;
	}

}
