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

package io.zmqspring.listener;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.validation.Validator;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.listener.invocation.HandlerArguments;
import io.zmqspring.listener.invocation.HandlerHeaders;
import io.zmqspring.listener.invocation.HandlerMethodInvocation;
import io.zmqspring.listener.invocation.HandlersByType;
import io.zmqspring.listener.invocation.PayloadValidation;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.wire.TopicPattern;

/**
 * Registers annotated methods with their subscriber, worker or controller.
 */
final class ListenerRegistrar {

	private final ConfigurableListableBeanFactory beanFactory;

	private final AttributeResolver attributes;

	private final ZmqListenerRegistry registry;

	private final PayloadValidation validation;

	private final RoleLookup roles;

	private final FailurePolicies failurePolicies;

	private final SendToResolver sendTo;

	private final WorkRegistrar work;

	ListenerRegistrar(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.attributes = new AttributeResolver(beanFactory);
		this.registry = beanFactory.getBean(ZmqListenerRegistry.class);
		this.validation = new PayloadValidation(this::validator);
		this.roles = new RoleLookup(beanFactory);
		this.failurePolicies = new FailurePolicies(this.roles, this.attributes,
				beanFactory.getBean(ListenerErrorHandling.class));
		this.sendTo = new SendToResolver(this.roles, this.attributes);
		this.work = new WorkRegistrar(this.roles, this.attributes, this.validation, this.failurePolicies, this.sendTo);
	}

	private @Nullable Validator validator() {
		try {
			return this.beanFactory.getBeanProvider(Validator.class).getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new ZmqConfigurationException(
					"Listeners require validation, but there are several validators and none of them is primary: "
							+ ex.getBeanNamesFound(),
					"Mark one @Primary", ex);
		}
	}

	/**
	 * Refuse lazy and scoped beans that have listener methods: they are created on
	 * demand, so their listeners might never receive a message.
	 */
	void refuseUnreachableBeans() {
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			if (definition.isAbstract() || (definition.isSingleton() && !definition.isLazyInit())) {
				continue;
			}
			Class<?> type = this.beanFactory.getType(name, false);
			if (type != null && ZmqListenerAnnotationBeanPostProcessor.hasListeners(type)) {
				throw new ZmqConfigurationException(
						"Bean '" + name + "' of " + type + " has ZeroMQ listener methods but is "
								+ (definition.isSingleton() ? "lazy" : "of scope '" + definition.getScope() + "'")
								+ ", so it may never be created and its listeners would receive nothing",
						"Make it an ordinary singleton: remove @Lazy or @Scope, or move the listener method");
			}
		}
	}

	/**
	 * Register a handler.
	 * @param found the method
	 * @return removes the handler
	 */
	Runnable register(AnnotatedMethod found) {
		if (found.annotation() instanceof ZmqListener listener) {
			return register(found, listener);
		}
		if (found.annotation() instanceof ZmqWorkHandler workHandler) {
			return this.work.register(found, workHandler);
		}
		return this.work.register(found, (ZmqResultListener) found.annotation());
	}

	private Runnable register(AnnotatedMethod found, ZmqListener annotation) {
		String method = found.description();
		ZmqSubscriber subscriber = this.roles.find(RoleLookup.Kind.SUBSCRIBER,
				this.attributes.string(annotation.subscriber()), found);
		LatencyClass latencyClass = this.attributes.latencyClass(annotation.latencyClass(), method);
		if (latencyClass != null) {
			subscriber.useLatencyClass(latencyClass, "The listener " + method);
		}
		List<String> topics = topics(annotation, method);
		String id = id(found, this.attributes.string(annotation.id()));
		HandlerSpec spec = new HandlerSpec(id, patterns(topics, subscriber, method),
				this.attributes.positiveNumber("concurrency", annotation.concurrency(), method),
				invocation(found, subscriber, id), this.failurePolicies.of(found, annotation.retry(),
						annotation.deadLetter(), annotation.errorHandler(), this.sendTo.replies(found)));
		boolean active = this.attributes.flag("autoStartup", annotation.autoStartup(), method);
		HandlerRegistration registration = subscriber.add(spec, false);
		ZmqListenerEndpoint endpoint = new ZmqListenerEndpoint(id, topics, subscriber.name(), method, registration);
		this.registry.register(endpoint);
		if (active) {
			endpoint.start();
		}
		return () -> {
			this.registry.unregister(endpoint);
			registration.remove();
		};
	}

	private HandlerInvocation invocation(AnnotatedMethod found, ZmqSubscriber subscriber, String id) {
		if (!found.isOfClass()) {
			HandlerArguments arguments = arguments(found, subscriber, id);
			return HandlerMethodInvocation.of(found.bean(), found.invocable(), arguments,
					this.sendTo.destination(found, arguments));
		}
		return HandlersByType.of(found.description(), found.handlers().stream().map((method) -> {
			HandlerArguments arguments = arguments(method, subscriber, id);
			return new HandlersByType.HandlerOfType(arguments, AnnotatedMethods.isDefault(method.method()),
					HandlerMethodInvocation.single(method.bean(), method.invocable(), arguments,
							this.sendTo.destination(method, arguments)));
		}).toList());
	}

	private HandlerArguments arguments(AnnotatedMethod method, ZmqSubscriber subscriber, String id) {
		return new HandlerArguments(method.listenerMethod(), subscriber.codec(), this.validation,
				new HandlerHeaders(ZmqHeaders.TOPIC,
						Map.of(ZmqHeaders.SUBSCRIBER, subscriber.name(), ZmqHeaders.LISTENER, id),
						subscriber.settings().headers()));
	}

	private List<String> topics(ZmqListener annotation, String method) {
		List<String> topics = this.attributes.strings(annotation.topics());
		if (topics.isEmpty() && annotation.topics().length > 0) {
			throw new ZmqConfigurationException(
					"The topics of the listener " + method + ", " + String.join(", ", annotation.topics())
							+ ", resolve to no topic",
					"Specify at least one topic, or omit the attribute to receive what no other listener takes");
		}
		return topics;
	}

	private static List<TopicPattern> patterns(List<String> topics, ZmqSubscriber subscriber, String method) {
		try {
			return topics.stream().map(subscriber::parse).toList();
		}
		catch (IllegalArgumentException ex) {
			throw new ZmqConfigurationException("The listener " + method + " is refused: " + ex.getMessage(),
					"Write a topic that follows the rule of subscriber '" + subscriber.name()
							+ "', or a prefix with a trailing *",
					ex);
		}
	}

	private String id(AnnotatedMethod found, String explicit) {
		if (!explicit.isEmpty()) {
			return explicit;
		}
		String generated = found.defaultId();
		String id = generated;
		for (int i = 2; this.registry.contains(id); i++) {
			id = generated + "#" + i;
		}
		return id;
	}

}
