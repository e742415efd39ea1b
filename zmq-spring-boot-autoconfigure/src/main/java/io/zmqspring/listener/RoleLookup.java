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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * Finds the role that a listener specifies, or the only role of its kind. Its exceptions
 * list the existing roles.
 */
final class RoleLookup {

	private final ListableBeanFactory beanFactory;

	RoleLookup(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the role of a listener. The nearest context that has one wins: first the
	 * listener's own, then its parents.
	 * @param kind the kind of role
	 * @param name the name in the annotation, empty for the only role of the kind, or the
	 * primary one
	 * @param found the listener
	 * @param <T> the type of the role
	 * @return the role
	 * @throws ZmqConfigurationException if there is no such role, or if there are several
	 * and no name
	 */
	<T> T find(Kind<T> kind, String name, AnnotatedMethod found) {
		List<List<T>> nearestFirst = byContext(kind.type);
		String listener = "The listener " + found.description();
		String section = "zmq." + kind.word + "s.";
		if (nearestFirst.isEmpty()) {
			throw new ZmqConfigurationException(listener + " needs a " + kind.word + ", but none is configured",
					"Declare one: " + section + "<name>." + kind.firstKey);
		}
		if (name.isEmpty() && nearestFirst.get(0).size() > 1) {
			T primary = this.beanFactory.getBeanProvider(kind.type).getIfUnique();
			if (primary != null) {
				return primary;
			}
			throw new ZmqConfigurationException(listener + " specifies no " + kind.word + ", and there are several: "
					+ kind.names(nearestFirst.get(0).stream()), "Select one: " + kind.example);
		}
		return nearestFirst.stream()
			.flatMap(List::stream)
			.filter((candidate) -> name.isEmpty() || kind.nameOf.apply(candidate).equals(name))
			.findFirst()
			.orElseThrow(() -> new ZmqConfigurationException(
					listener + " names the unknown " + kind.word + " '" + name + "'",
					"Known " + kind.word + "s: " + kind.names(nearestFirst.stream().flatMap(List::stream))
							+ ". Declare " + section + name + "." + kind.firstKey + " or correct the name"));
	}

	// Contexts without a role of the type are left out
	private <T> List<List<T>> byContext(Class<T> type) {
		List<List<T>> nearestFirst = new ArrayList<>();
		BeanFactory factory = this.beanFactory;
		while (factory instanceof ListableBeanFactory beans) {
			List<T> roles = List.copyOf(beans.getBeansOfType(type).values());
			if (!roles.isEmpty()) {
				nearestFirst.add(roles);
			}
			factory = (factory instanceof HierarchicalBeanFactory child) ? child.getParentBeanFactory() : null;
		}
		return nearestFirst;
	}

	/**
	 * A kind of role to which listeners belong.
	 *
	 * @param word the name of the kind in settings and messages
	 * @param type its type
	 * @param nameOf returns the name of a role
	 * @param firstKey the mandatory key of its settings
	 * @param example an example of an annotation that specifies it
	 * @param <T> its type
	 */
	record Kind<T>(String word, Class<T> type, Function<T, String> nameOf, String firstKey, String example) {

		static final Kind<ZmqSubscriber> SUBSCRIBER = new Kind<>("subscriber", ZmqSubscriber.class,
				(role) -> role.name(), "address", "@ZmqListener(subscriber = \"<name>\", …)");

		static final Kind<ZmqWorker> WORKER = new Kind<>("worker", ZmqWorker.class, (role) -> role.name(),
				"pull.address", "@ZmqWorkHandler(\"<name>\")");

		static final Kind<ZmqController> CONTROLLER = new Kind<>("controller", ZmqController.class,
				(role) -> role.name(), "workers.<pool>.push.address", "@ZmqResultListener(controller = \"<name>\", …)");

		static final Kind<ZmqPublisher> PUBLISHER = new Kind<>("publisher", ZmqPublisher.class, (role) -> role.name(),
				"address", "@SendTo(\"<name>/<topic>\"), or name the default one in zmq.template.publisher");

		static final Kind<ZmqPublisher> DEAD_LETTERS = new Kind<>("publisher", ZmqPublisher.class,
				(role) -> role.name(), "address",
				"deadLetter = \"<name>/<topic>\", or name the one of all listeners in zmq.listener.dead-letter.publisher");

		private String names(Stream<T> roles) {
			return roles.map(this.nameOf).sorted().collect(Collectors.joining(", "));
		}

	}

}
