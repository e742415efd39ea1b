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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import io.zmqspring.autoconfigure.entries.ConfiguredEntries;
import io.zmqspring.autoconfigure.entries.EntryNames;
import io.zmqspring.autoconfigure.entries.EnvironmentVariableCheck;
import io.zmqspring.autoconfigure.entries.InheritedEntries;
import io.zmqspring.autoconfigure.entries.KnownKeys;
import io.zmqspring.autoconfigure.settings.DefaultsPropertySource;
import io.zmqspring.autoconfigure.settings.RoleDefaults;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * Registers a bean definition for each entry of {@code zmq.publishers},
 * {@code zmq.subscribers}, {@code zmq.workers}, {@code zmq.controllers} and
 * {@code zmq.proxies}, unless the application defines a role of that name itself.
 */
class ZmqRoleRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	ZmqRoleRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		// Replaces those of a parent context, whose entries this one may not have
		DefaultsPropertySource.addTo(this.environment);
		ConfiguredEntries entries = new ConfiguredEntries(this.environment);
		Set<String> publishers = entries.names("publishers");
		Set<String> subscribers = entries.names("subscribers");
		Set<String> workers = entries.names("workers");
		Set<String> controllers = entries.names("controllers");
		Set<String> proxies = entries.names("proxies");
		Map<String, Set<String>> pools = new TreeMap<>();
		for (String controller : controllers) {
			pools.put(controller, entries.names("controllers." + controller + ".workers"));
		}
		EnvironmentVariableCheck variables = new EnvironmentVariableCheck(this.environment);
		if (variables.hasVariables()) {
			warnAboutUnknown(variables, publishers, subscribers, workers, pools);
			variables.warnAboutUnknown("proxies", KnownKeys.ofEntries(proxies, ProxySettings.class),
					KnownKeys.of(ProxySettings.class));
		}
		register(registry, "publishers", publishers, "Publisher", ZmqPublisher.class);
		register(registry, "subscribers", subscribers, "Subscriber", ZmqSubscriber.class);
		register(registry, "workers", workers, "Worker", ZmqWorker.class);
		register(registry, "controllers", controllers, "Controller", ZmqController.class);
		register(registry, "proxies", proxies, "Proxy", ZmqProxy.class);
	}

	private static void warnAboutUnknown(EnvironmentVariableCheck variables, Set<String> publishers,
			Set<String> subscribers, Set<String> workers, Map<String, Set<String>> poolsOfControllers) {
		variables.warnAboutUnknown("context", KnownKeys.of(ContextSettings.class));
		List<String> securityKeys = new ArrayList<>(KnownKeys.of(SecuritySettings.class));
		KnownKeys.of(CurveSettings.class).forEach((key) -> securityKeys.add("curve.<name>." + key));
		KnownKeys.of(PlainSettings.class).forEach((key) -> securityKeys.add("plain.<name>." + key));
		securityKeys.removeAll(List.of("curve.<name>", "plain.<name>"));
		variables.warnAboutUnknown("security", securityKeys);
		variables.warnAboutUnknown("defaults", KnownKeys.of(RoleDefaults.class));
		variables.warnAboutUnknown("listener", KnownKeys.of(ListenerProperties.class));
		variables.warnAboutUnknown("stats", KnownKeys.of(ZmqProperties.Stats.class));
		variables.warnAboutUnknown("observation", KnownKeys.of(ZmqProperties.Observation.class));
		variables.warnAboutUnknown("dashboard", KnownKeys.of(ZmqProperties.Dashboard.class));
		variables.warnAboutUnknown("publishers", KnownKeys.ofEntries(publishers, PublisherSettings.class),
				KnownKeys.of(PublisherSettings.class));
		variables.warnAboutUnknown("subscribers", KnownKeys.ofEntries(subscribers, SubscriberSettings.class),
				KnownKeys.of(SubscriberSettings.class));
		variables.warnAboutUnknown("workers", KnownKeys.ofEntries(workers, WorkerSettings.class),
				KnownKeys.of(WorkerSettings.class));
		Set<String> controllers = poolsOfControllers.keySet();
		List<String> controllerKeys = new ArrayList<>(KnownKeys.ofEntries(controllers, ControllerSettings.class));
		controllerKeys.removeIf((key) -> key.endsWith(".workers.<name>"));
		poolsOfControllers.forEach((controller, pools) -> KnownKeys.ofEntries(pools, PoolSettings.class)
			.forEach((key) -> controllerKeys.add(controller + ".workers." + key)));
		variables.warnAboutUnknown("controllers", controllerKeys, KnownKeys.of(ControllerSettings.class));
	}

	private void register(BeanDefinitionRegistry registry, String section, Set<String> names, String suffix,
			Class<?> type) {
		InheritedEntries inherited = new InheritedEntries(registry, this.environment);
		for (String name : names) {
			String beanName = EntryNames.beanName(name, suffix);
			String key = "zmq." + section + "." + name;
			if (registry.isBeanNameInUse(beanName)) {
				checkType(registry, key, beanName, type);
			}
			else if (!inherited.contains(key, beanName, type)) {
				register(registry, name, beanName, suffix, type);
			}
		}
	}

	// A component such as NewsPublisher has the name of the bean of an entry by accident
	private static void checkType(BeanDefinitionRegistry registry, String key, String beanName, Class<?> type) {
		if (registry instanceof BeanFactory factory && factory.containsBean(beanName)) {
			Class<?> found = factory.getType(beanName, false);
			if (found != null && !type.isAssignableFrom(found) && !found.isAssignableFrom(type)) {
				throw new ZmqConfigurationException(
						"The entry " + key + " has no effect, because its bean would be '" + beanName
								+ "', and the application has a bean of this name that is not a " + type.getSimpleName()
								+ ": " + found.getName(),
						"Rename that bean, for example its class, or rename the entry.");
			}
		}
	}

	private static void register(BeanDefinitionRegistry registry, String name, String beanName, String suffix,
			Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(ZmqRoleFactory.BEAN_NAME);
		definition.setFactoryMethodName("create" + suffix);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		registry.registerBeanDefinition(beanName, definition);
	}

}
