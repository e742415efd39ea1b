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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.settings.value.LatencyClass;

/**
 * Resolves placeholders and expressions in the attributes of listener annotations.
 */
final class AttributeResolver {

	private final ConfigurableBeanFactory beanFactory;

	AttributeResolver(ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Nullable Object object(String value) {
		String resolved = this.beanFactory.resolveEmbeddedValue(value);
		BeanExpressionResolver expressions = this.beanFactory.getBeanExpressionResolver();
		return (expressions != null && resolved != null)
				? expressions.evaluate(resolved, new BeanExpressionContext(this.beanFactory, null)) : resolved;
	}

	String string(String value) {
		Object result = object(value);
		return (result != null) ? result.toString() : "";
	}

	/**
	 * The name of the publisher that {@code ZmqTemplate} uses by default.
	 * @return the name, empty if the settings name none
	 */
	String defaultPublisher() {
		return string("${zmq.template.publisher:}");
	}

	List<String> strings(String[] values) {
		List<String> strings = new ArrayList<>();
		for (String value : values) {
			addTo(strings, object(value));
		}
		return strings;
	}

	private static void addTo(List<String> strings, @Nullable Object value) {
		if (value instanceof Object[] array) {
			Arrays.stream(array).forEach((element) -> addTo(strings, element));
		}
		else if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> addTo(strings, element));
		}
		else if (value != null) {
			strings.add(value.toString());
		}
	}

	boolean flag(String attribute, String value, String method) {
		String resolved = string(value);
		if (!resolved.equalsIgnoreCase("true") && !resolved.equalsIgnoreCase("false")) {
			throw new ZmqConfigurationException(
					"The attribute '" + attribute + "' of the listener " + method + " is '" + resolved + "'",
					"Write true or false");
		}
		return Boolean.parseBoolean(resolved);
	}

	int positiveNumber(String attribute, String value, String method) {
		String resolved = string(value);
		try {
			int number = Integer.parseInt(resolved.trim());
			if (number >= 1) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// refused below like any other wrong value
		}
		throw new ZmqConfigurationException(
				"The attribute '" + attribute + "' of the listener " + method + " is '" + resolved + "'",
				"Write a number of at least 1");
	}

	@Nullable LatencyClass latencyClass(String value, String method) {
		String resolved = string(value).trim();
		for (LatencyClass latencyClass : LatencyClass.values()) {
			if (latencyClass.toString().equalsIgnoreCase(resolved)) {
				return latencyClass;
			}
		}
		if (!resolved.isEmpty()) {
			throw new ZmqConfigurationException(
					"The attribute 'latencyClass' of the listener " + method + " is '" + resolved + "'",
					"Write one of " + Arrays.toString(LatencyClass.values()));
		}
		return null;
	}

	@Nullable ZmqErrorHandler errorHandler(String value, String method) {
		Object result = value.isEmpty() ? null : object(value);
		if (result == null || result.equals("")) {
			return null;
		}
		if (result instanceof ZmqErrorHandler errorHandler) {
			return errorHandler;
		}
		String beanName = result.toString();
		ZmqErrorHandler bean = bean(beanName, ZmqErrorHandler.class);
		if (bean == null) {
			throw new ZmqConfigurationException("The listener " + method + " names the error handler '" + beanName
					+ "', which is no bean of type ZmqErrorHandler", "Define such a bean or correct the name");
		}
		return bean;
	}

	/**
	 * Return a bean.
	 * @param name its name
	 * @param type its type
	 * @param <T> its type
	 * @return the bean, {@code null} if there is no bean of this name and type
	 */
	<T> @Nullable T bean(String name, Class<T> type) {
		return (this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, type))
				? this.beanFactory.getBean(name, type) : null;
	}

}
