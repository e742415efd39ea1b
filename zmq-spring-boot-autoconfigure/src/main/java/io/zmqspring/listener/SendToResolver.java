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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.listener.invocation.HandlerArguments;
import io.zmqspring.listener.invocation.ResultDestination;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * Resolves {@code @SendTo} of a listener, or of its class: {@code topic},
 * {@code publisher/topic}, or without a topic, which the result then specifies.
 */
final class SendToResolver {

	private static final String RUNTIME_EXPRESSION = "!{";

	private final RoleLookup roles;

	private final AttributeResolver attributes;

	SendToResolver(RoleLookup roles, AttributeResolver attributes) {
		this.roles = roles;
		this.attributes = attributes;
	}

	/**
	 * Return where the results of a listener go.
	 * @param found the listener
	 * @param arguments the arguments of its method
	 * @return the destination, {@code null} if the listener returns nothing, or has no
	 * {@code @SendTo}
	 * @throws ZmqConfigurationException if {@code @SendTo} names a publisher that does
	 * not exist, or a topic that it refuses
	 */
	@Nullable ResultDestination destination(AnnotatedMethod found, HandlerArguments arguments) {
		SendTo annotation = AnnotatedElementUtils.findMergedAnnotation(found.method(), SendTo.class);
		if (annotation != null && !arguments.returnsValue()) {
			throw new ZmqConfigurationException(
					"The listener " + found.description() + " has @SendTo but returns nothing",
					"Return the value to publish, with its type, or remove @SendTo");
		}
		if (annotation == null && arguments.returnsValue()) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(found.listenerMethod().targetClass(), SendTo.class);
		}
		return (annotation != null) ? destination(found, annotation) : null;
	}

	/**
	 * Return where replies of the error handler of a listener go.
	 * @param found the listener, a method or a class
	 * @return the destination, {@code null} without {@code @SendTo}; of a class only its
	 * own counts, not those of its methods
	 */
	@Nullable ResultDestination replies(AnnotatedMethod found) {
		SendTo annotation = found.isOfClass() ? null
				: AnnotatedElementUtils.findMergedAnnotation(found.method(), SendTo.class);
		if (annotation == null) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(AopUtils.getTargetClass(found.bean()),
					SendTo.class);
		}
		return (annotation != null) ? destination(found, annotation) : null;
	}

	private ResultDestination destination(AnnotatedMethod found, SendTo annotation) {
		List<String> names = this.attributes.strings(annotation.value());
		if (names.isEmpty()) {
			return destination(found, "");
		}
		List<ResultDestination> all = new ArrayList<>();
		names.forEach((name) -> all.add(destination(found, name)));
		return (all.size() == 1) ? all.get(0) : (result) -> all.forEach((each) -> each.publish(result));
	}

	private ResultDestination destination(AnnotatedMethod found, String name) {
		if (name.startsWith(RUNTIME_EXPRESSION)) {
			throw new ZmqConfigurationException(
					"The listener " + found.description() + " has @SendTo(\"" + name
							+ "\"), an expression to evaluate for each result, which is not supported",
					"Write @SendTo without a topic, and return a ZmqMessage with its topic, or a Message with the header "
							+ "ZmqHeaders.TOPIC");
		}
		int slash = name.indexOf('/');
		String publisherName = (slash > 0) ? name.substring(0, slash) : this.attributes.defaultPublisher();
		ZmqPublisher publisher = this.roles.find(RoleLookup.Kind.PUBLISHER, publisherName, found);
		String topic = name.substring(slash + 1);
		if (topic.isEmpty()) {
			return publisher::publish;
		}
		check(found, publisher, topic);
		return (result) -> publisher.publish(result, topic);
	}

	private static void check(AnnotatedMethod found, ZmqPublisher publisher, String topic) {
		try {
			publisher.settings().topicRule().encode(topic, publisher.settings().wireFormat());
		}
		catch (IllegalArgumentException ex) {
			throw new ZmqConfigurationException(
					"The listener " + found.description() + " has a @SendTo that is refused: " + ex.getMessage(),
					"Write a topic that follows the rule of publisher '" + publisher.name() + "'", ex);
		}
	}

}
