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

package io.zmqspring.autoconfigure.entries;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Finds the entries whose role a parent application context has already. A child context
 * sees the settings of its parent too, and must not open the same sockets again.
 */
public final class InheritedEntries {

	private final @Nullable BeanFactory parent;

	private final Environment environment;

	/**
	 * Create the search for an application context.
	 * @param registry its bean definitions
	 * @param environment its environment
	 */
	public InheritedEntries(BeanDefinitionRegistry registry, Environment environment) {
		this.parent = (registry instanceof HierarchicalBeanFactory factory) ? factory.getParentBeanFactory() : null;
		this.environment = environment;
	}

	/**
	 * Whether a parent has the role of an entry, with the same settings.
	 * @param key the key of the entry, such as {@code zmq.publishers.events}
	 * @param beanName the name of the bean
	 * @param type its type
	 * @return {@code true} if it has; an entry with other settings is a role of its own
	 */
	public boolean contains(String key, String beanName, Class<?> type) {
		BeanFactory factory = this.parent;
		return factory != null && factory.containsBean(beanName) && factory.isTypeMatch(beanName, type)
				&& settings(this.environment, key).equals(settings(environmentOf(factory), key));
	}

	private static Environment environmentOf(BeanFactory factory) {
		return factory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class);
	}

	private static Map<String, Object> settings(Environment environment, String key) {
		return Binder.get(environment).bind(key, Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
	}

}
