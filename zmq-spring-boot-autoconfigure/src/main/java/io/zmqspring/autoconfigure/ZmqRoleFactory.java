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

package io.zmqspring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;

import io.zmqspring.autoconfigure.entries.ConfiguredEntries;
import io.zmqspring.autoconfigure.entries.LocalPorts;
import io.zmqspring.autoconfigure.settings.EffectiveSettings;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * Creates the beans whose definitions {@link ZmqRoleRegistrar} has registered.
 */
class ZmqRoleFactory {

	static final String BEAN_NAME = "zmqRoleFactory";

	private final EffectiveSettings settings;

	private final ListableBeanFactory beanFactory;

	private final Environment environment;

	private final ApplicationEventPublisher events;

	private final ShutdownPhase shutdownPhase;

	private final LocalPorts localPorts;

	ZmqRoleFactory(ZmqProperties properties, ListableBeanFactory beanFactory, Environment environment,
			ApplicationEventPublisher events) {
		this.settings = new EffectiveSettings(beanFactory, properties.defaults(), properties.publishers(),
				properties.subscribers(), properties.workers(), properties.controllers(), properties.proxies());
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.events = events;
		this.shutdownPhase = new ShutdownPhase(environment);
		this.localPorts = LocalPorts.in(environment);
	}

	ZmqPublisher createPublisher(String name) {
		PublisherSettings settings = settings("publishers", name, this.settings.publisher(name));
		new SecurityCheck(this.beanFactory.getBean(ZmqContext.class)).check(name, settings);
		ZmqPublisher publisher = new ZmqPublisher(name, settings, this.beanFactory.getBean(ZmqContext.class),
				converter("publishers." + name, settings.converter()), this.events);
		this.shutdownPhase.limit(publisher, "publishers." + name + ".linger", settings.linger());
		this.localPorts.add(publisher);
		return publisher;
	}

	ZmqSubscriber createSubscriber(String name) {
		SubscriberSettings settings = settings("subscribers", name, this.settings.subscriber(name));
		new SecurityCheck(this.beanFactory.getBean(ZmqContext.class)).check(name, settings);
		ZmqSubscriber subscriber = new ZmqSubscriber(name, settings, this.beanFactory.getBean(ZmqContext.class),
				converter("subscribers." + name, settings.converter()), errorHandler("Subscriber", name), this.events);
		subscriber.setVirtualThreads(Threading.VIRTUAL.isActive(this.environment));
		this.shutdownPhase.limit(subscriber, "subscribers." + name + ".shutdown-timeout", settings.shutdownTimeout());
		this.localPorts.add(subscriber);
		return subscriber;
	}

	ZmqWorker createWorker(String name) {
		WorkerSettings settings = settings("workers", name, this.settings.worker(name));
		new SecurityCheck(this.beanFactory.getBean(ZmqContext.class)).check(name, settings);
		ZmqWorker worker = new ZmqWorker(name, settings, this.beanFactory.getBean(ZmqContext.class),
				converter("workers." + name, settings.converter()), errorHandler("Worker", name), this.events);
		worker.setVirtualThreads(Threading.VIRTUAL.isActive(this.environment));
		this.shutdownPhase.limit(worker, "workers." + name + ".shutdown-timeout", settings.shutdownTimeout());
		this.localPorts.add(worker);
		return worker;
	}

	ZmqController createController(String name) {
		ControllerSettings settings = settings("controllers", name, this.settings.controller(name));
		new SecurityCheck(this.beanFactory.getBean(ZmqContext.class)).check(name, settings);
		ZmqController controller = new ZmqController(name, settings, this.beanFactory.getBean(ZmqContext.class),
				converter("controllers." + name, settings.converter()), errorHandler("Controller", name),
				deadLetterHandler(), this.events);
		controller.setVirtualThreads(Threading.VIRTUAL.isActive(this.environment));
		settings.workers()
			.forEach((pool, of) -> this.shutdownPhase.limit(controller,
					"controllers." + name + ".workers." + pool + ".push.linger",
					(of.push() != null) ? of.push().linger() : Duration.ZERO));
		this.shutdownPhase.limit(controller, "controllers." + name + ".shutdown-timeout", settings.shutdownTimeout());
		this.localPorts.add(controller);
		return controller;
	}

	ZmqProxy createProxy(String name) {
		ProxySettings settings = settings("proxies", name, this.settings.proxy(name));
		new SecurityCheck(this.beanFactory.getBean(ZmqContext.class)).check(name, settings);
		ZmqProxy proxy = new ZmqProxy(name, settings, this.beanFactory.getBean(ZmqContext.class), this.events);
		this.shutdownPhase.limit(proxy, "proxies." + name + ".backend.linger", settings.backend().linger());
		this.localPorts.add(proxy);
		return proxy;
	}

	private ZmqDeadLetterHandler deadLetterHandler() {
		ZmqDeadLetterHandler handler = onlyBean(this.beanFactory, ZmqDeadLetterHandler.class, "Mark one @Primary");
		return (handler != null) ? handler : new LoggingDeadLetterHandler();
	}

	/**
	 * Return the only bean of a type, or the primary one.
	 * @param beanFactory the bean factory
	 * @param type the type
	 * @param action what to do if there are several
	 * @param <T> the type
	 * @return the bean, {@code null} if there is none
	 * @throws ZmqConfigurationException if there are several and none is primary
	 */
	static <T> @Nullable T onlyBean(ListableBeanFactory beanFactory, Class<T> type, String action) {
		T bean = beanFactory.getBeanProvider(type).getIfUnique();
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false);
		if (bean == null && names.length > 1) {
			throw new ZmqConfigurationException("There are several beans of type " + type.getSimpleName() + ": "
					+ String.join(", ", names) + ", and none of them is primary", action);
		}
		return bean;
	}

	// Several handlers without a primary one serve only the listeners that name them
	private ZmqErrorHandler errorHandler(String role, String name) {
		ZmqErrorHandler handler = this.beanFactory.getBeanProvider(ZmqErrorHandler.class).getIfUnique();
		return (handler == null || handler instanceof LoggingErrorHandler)
				? new LoggingErrorHandler(role + " '" + name + "'") : handler;
	}

	private static <T> T settings(String section, String name, @Nullable T settings) {
		if (settings == null) {
			throw new InvalidSettingException(
					"zmq." + section + "." + name + "." + ConfiguredEntries.requiredKey(section), null, "is missing",
					"Write where to bind or connect, for example tcp://*:5555 or tcp://localhost:5555.");
		}
		return settings;
	}

	private ZmqMessageConverter converter(String entry, @Nullable String beanName) {
		ZmqMessageConverter converter = (beanName != null) ? findConverter(beanName)
				: this.beanFactory.getBeanProvider(ZmqMessageConverter.class).getIfUnique();
		if (converter == null) {
			String known = String.join(", ", this.beanFactory.getBeanNamesForType(ZmqMessageConverter.class));
			throw (beanName != null)
					? new ZmqConfigurationException(
							"zmq." + entry + ".converter names '" + beanName
									+ "', which is not a bean of type ZmqMessageConverter",
							"Known converters: " + known + ". Correct the name or define such a bean")
					: new ZmqConfigurationException(
							"zmq." + entry + " names no message converter, but there are several: " + known,
							"Set zmq." + entry + ".converter to one of them, or mark one @Primary");
		}
		return converter;
	}

	private @Nullable ZmqMessageConverter findConverter(String beanName) {
		return (this.beanFactory.containsBean(beanName)
				&& this.beanFactory.isTypeMatch(beanName, ZmqMessageConverter.class))
						? this.beanFactory.getBean(beanName, ZmqMessageConverter.class) : null;
	}

}
