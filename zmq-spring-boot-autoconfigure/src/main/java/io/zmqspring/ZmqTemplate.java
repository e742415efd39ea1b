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
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * Publishes messages, and finds publishers and controllers by name. The {@code publish}
 * methods use the default publisher: the one with the name given to the template, or else
 * the only one, or the one marked {@code @Primary}. Every method may be called from any
 * thread.
 * <p>
 * A transactional template publishes after the commit of the transaction that is active
 * on the calling thread, in the order of the calls, and nothing if it is rolled back.
 * Payloads are converted, and refused, when {@code publish} is called, so later changes
 * of a payload have no effect. A failure after the commit is logged and published as a
 * {@code ZmqErrorEvent} of the publisher. Without a transaction it publishes immediately.
 *
 * @since 0.1
 */
public class ZmqTemplate implements ZmqOperations, SmartInitializingSingleton, DisposableBean {

	private final ObjectProvider<ZmqPublisher> publishers;

	private final ObjectProvider<ZmqController> controllers;

	private final @Nullable String defaultName;

	private final boolean transactional;

	private volatile @Nullable ZmqPublisher defaultPublisher;

	private volatile boolean closed;

	/**
	 * Create a template that is not transactional and whose default publisher is the only
	 * or primary one.
	 * @param publishers the publishers of the application
	 * @param controllers the controllers of the application
	 */
	public ZmqTemplate(ObjectProvider<ZmqPublisher> publishers, ObjectProvider<ZmqController> controllers) {
		this(publishers, controllers, null, false);
	}

	/**
	 * Create a template.
	 * @param publishers the publishers of the application
	 * @param controllers the controllers of the application
	 * @param defaultPublisher the name of the default publisher, {@code null} for the
	 * only or primary one
	 * @param transactional whether to publish after the commit of an active transaction
	 * @throws ZmqConfigurationException if it is to be transactional, but spring-tx is
	 * absent
	 */
	public ZmqTemplate(ObjectProvider<ZmqPublisher> publishers, ObjectProvider<ZmqController> controllers,
			@Nullable String defaultPublisher, boolean transactional) {
		if (transactional && !ClassUtils.isPresent("org.springframework.transaction.support.TransactionSynchronization",
				ZmqTemplate.class.getClassLoader())) {
			throw new ZmqConfigurationException(
					"zmq.template.transactional is true, but transactions need spring-tx, which is absent",
					"Add the starter of your database or spring-tx, or remove the key");
		}
		this.publishers = publishers;
		this.controllers = controllers;
		this.defaultName = defaultPublisher;
		this.transactional = transactional;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.defaultName != null) {
			defaultPublisher();
		}
	}

	/**
	 * Whether messages are published after the commit of an active transaction.
	 * @return {@code true} if they are
	 */
	public boolean isTransactional() {
		return this.transactional;
	}

	@Override
	public boolean publish(Object payload, @Nullable String topic, Map<String, String> headers) {
		return publish(defaultPublisher(), payload, topic, headers);
	}

	private boolean publish(ZmqPublisher publisher, Object payload, @Nullable String topic,
			Map<String, String> headers) {
		if (this.transactional && MessagesOfTransaction.isTransactionActive()) {
			MessagesOfTransaction.add(publisher, publisher.prepare(payload, topic, headers));
			return true;
		}
		return publisher.publish(payload, topic, headers);
	}

	@Override
	public ZmqOperations withPublisher(String name) {
		return new WithPublisher(this, name);
	}

	@Override
	public ZmqPublisher publisher(String name) {
		List<ZmqPublisher> all = all(this.publishers);
		return find(all, name).orElseThrow(
				() -> new ZmqConfigurationException("There is no publisher '" + name + "'", "Known publishers: "
						+ publisherNames(all) + ". Declare zmq.publishers." + name + ".address or correct the name."));
	}

	@Override
	public ZmqController controller(String name) {
		List<ZmqController> all = all(this.controllers);
		return all.stream()
			.filter((controller) -> controller.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ZmqConfigurationException("There is no controller '" + name + "'",
					"Known controllers: " + names(all.stream().map((controller) -> controller.name()))
							+ ". Declare zmq.controllers." + name + ".workers or correct the name."));
	}

	private ZmqPublisher defaultPublisher() {
		ZmqPublisher known = this.defaultPublisher;
		if (known == null) {
			known = (this.defaultName != null) ? namedDefault(this.defaultName) : onlyPublisher();
			this.defaultPublisher = known;
		}
		return known;
	}

	private ZmqPublisher namedDefault(String name) {
		List<ZmqPublisher> all = all(this.publishers);
		return find(all, name).orElseThrow(() -> new ZmqConfigurationException(
				"zmq.template.publisher names the unknown publisher '" + name + "'", "Known publishers: "
						+ publisherNames(all) + ". Correct the name, or declare zmq.publishers." + name + ".address"));
	}

	private ZmqPublisher onlyPublisher() {
		ZmqPublisher only = lookUp(this.publishers::getIfUnique);
		if (only != null) {
			return only;
		}
		List<ZmqPublisher> all = all(this.publishers);
		throw all.isEmpty()
				? new ZmqConfigurationException("There is no publisher to publish with",
						"Declare one: zmq.publishers.<name>.address")
				: new ZmqConfigurationException(
						"There are several publishers, and none is the default: " + publisherNames(all),
						"Name the default one in zmq.template.publisher or mark one @Primary, or select one in the call:"
								+ " zmqTemplate.withPublisher(\"<name>\").publish(…)");
	}

	private static Optional<ZmqPublisher> find(List<ZmqPublisher> all, String name) {
		return all.stream().filter((publisher) -> publisher.name().equals(name)).findFirst();
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

	private static String publisherNames(List<ZmqPublisher> publishers) {
		return names(publishers.stream().map((publisher) -> publisher.name()));
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
		this.defaultPublisher = null;
	}

	/**
	 * The operations of a template with another default publisher.
	 *
	 * @param template the template
	 * @param name the name of the publisher
	 */
	private record WithPublisher(ZmqTemplate template, String name) implements ZmqOperations {

		@Override
		public boolean publish(Object payload, @Nullable String topic, Map<String, String> headers) {
			return this.template.publish(publisher(this.name), payload, topic, headers);
		}

		@Override
		public ZmqOperations withPublisher(String other) {
			return this.template.withPublisher(other);
		}

		@Override
		public ZmqPublisher publisher(String other) {
			return this.template.publisher(other);
		}

		@Override
		public ZmqController controller(String other) {
			return this.template.controller(other);
		}

	}

}
