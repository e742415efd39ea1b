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

import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.listener.invocation.ResultDestination;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * Resolves what listeners specify for failures, with the settings of all listeners as
 * defaults.
 */
final class FailurePolicies {

	private final RoleLookup roles;

	private final AttributeResolver attributes;

	private final ListenerErrorHandling defaults;

	FailurePolicies(RoleLookup roles, AttributeResolver attributes, ListenerErrorHandling defaults) {
		this.roles = roles;
		this.attributes = attributes;
		this.defaults = defaults;
	}

	/**
	 * Return the failure policy of a listener.
	 * @param found the listener
	 * @param retry the attribute {@code retry} of its annotation
	 * @param deadLetter the attribute {@code deadLetter}
	 * @param errorHandler the attribute {@code errorHandler}
	 * @param destination where its results, and replies of its error handler, go
	 * @return the failure policy
	 * @throws ZmqConfigurationException if an attribute names what does not exist
	 */
	FailurePolicy of(AnnotatedMethod found, String retry, String deadLetter, String errorHandler,
			@Nullable ResultDestination destination) {
		DeadLetters letters = deadLetters(found, this.attributes.string(deadLetter));
		return new FailurePolicy(retryPolicy(found, retry), (letters != null) ? letters::publish : null,
				this.attributes.errorHandler(errorHandler, found.description()),
				(destination != null) ? destination::publishReply : null);
	}

	private @Nullable RetryPolicy retryPolicy(AnnotatedMethod found, String retry) {
		Object own = this.attributes.object(retry);
		if (own == null || own.equals("")) {
			return this.defaults.retryPolicy();
		}
		if (own instanceof RetryPolicy policy) {
			return policy;
		}
		String name = own.toString();
		RetryPolicy group = this.defaults.retries().get(name);
		RetryPolicy policy = (group != null) ? group : this.attributes.bean(name, RetryPolicy.class);
		if (policy == null) {
			throw new ZmqConfigurationException(
					"The listener " + found.description() + " names the retry '" + name
							+ "', which is neither a group of zmq.listener.retries nor a bean of type RetryPolicy",
					"Known groups: "
							+ (this.defaults.retries().isEmpty() ? "none"
									: String.join(", ", this.defaults.retries().keySet()))
							+ ". Declare zmq.listener.retries." + name
							+ ".max-attempts, define such a bean, or correct the name");
		}
		return policy;
	}

	private @Nullable DeadLetters deadLetters(AnnotatedMethod found, String target) {
		DeadLetters ofAll = this.defaults.deadLetters();
		if (target.isEmpty()) {
			return ofAll;
		}
		int slash = target.indexOf('/');
		String topic = target.substring(slash + 1);
		String origin = "The attribute 'deadLetter' of the listener " + found.description();
		DeadLetters letters;
		if (slash < 0 && ofAll != null) {
			letters = ofAll.to(topic, origin);
		}
		else {
			String name = (slash > 0) ? target.substring(0, slash) : this.attributes.defaultPublisher();
			ZmqPublisher publisher = this.roles.find(RoleLookup.Kind.DEAD_LETTERS, name, found);
			letters = new DeadLetters(() -> publisher, topic, origin);
		}
		letters.check();
		return letters;
	}

}
