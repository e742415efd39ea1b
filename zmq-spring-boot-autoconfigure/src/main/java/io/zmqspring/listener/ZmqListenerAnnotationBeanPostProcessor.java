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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds methods annotated with {@link ZmqListener}, {@link ZmqWorkHandler} or
 * {@link ZmqResultListener} and registers them once all singletons exist. Methods of
 * beans that are created later are registered immediately.
 *
 * @since 0.1
 */
public class ZmqListenerAnnotationBeanPostProcessor implements BeanPostProcessor, SmartInitializingSingleton {

	private final Set<Class<?>> withoutHandlers = ConcurrentHashMap.newKeySet();

	private final HandlersOfBeans handlers = new HandlersOfBeans();

	// Objects that Spring initializes for somebody else, such as instances of tests
	private final Map<String, Object> foreign = new ConcurrentHashMap<>();

	private final List<AnnotatedMethod> found = new ArrayList<>();

	private final ConfigurableListableBeanFactory beanFactory;

	private @Nullable ListenerRegistrar registrar;

	/**
	 * Create a post-processor.
	 * @param beanFactory the bean factory of the application
	 */
	public ZmqListenerAnnotationBeanPostProcessor(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether a class has annotated methods, declared or inherited.
	 * @param type the class
	 * @return {@code true} if it has
	 */
	public static boolean hasListeners(Class<?> type) {
		return !AnnotatedMethods.of(type).isEmpty();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> type = AopUtils.getTargetClass(bean);
		if (bean instanceof AopInfrastructureBean || this.withoutHandlers.contains(type)) {
			return bean;
		}
		var methods = AnnotatedMethods.of(type);
		if (methods.isEmpty()) {
			this.withoutHandlers.add(type);
		}
		else if (beanName.endsWith(AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX)) {
			removePrevious(beanName, bean);
		}
		try {
			methods.forEach((method, annotations) -> annotations
				.forEach((annotation) -> register(new AnnotatedMethod(bean, beanName, method, annotation))));
			return bean;
		}
		catch (RuntimeException | Error ex) {
			this.handlers.remove(bean);
			throw ex;
		}
	}

	// Nobody tells when such an object is no longer used. A test has one per method
	private void removePrevious(String name, Object object) {
		Object previous = this.foreign.put(name, object);
		if (previous != null && previous != object) {
			this.handlers.remove(previous);
		}
	}

	// Not under a lock: an expression of an annotation may create beans
	private void register(AnnotatedMethod handler) {
		ListenerRegistrar current = registrarUnlessEarly(handler);
		if (current != null) {
			this.handlers.add(handler.bean(), current.register(handler));
		}
	}

	private synchronized @Nullable ListenerRegistrar registrarUnlessEarly(AnnotatedMethod handler) {
		if (this.registrar == null) {
			this.found.add(handler);
			this.handlers.add(handler.bean(), () -> forget(handler));
		}
		return this.registrar;
	}

	private synchronized void forget(AnnotatedMethod handler) {
		this.found.removeIf((early) -> early == handler);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.withoutHandlers.clear();
		ListenerRegistrar created = new ListenerRegistrar(this.beanFactory);
		created.refuseUnreachableBeans();
		beginWith(created).forEach(this::register);
	}

	private synchronized List<AnnotatedMethod> beginWith(ListenerRegistrar created) {
		List<AnnotatedMethod> early = List.copyOf(this.found);
		this.found.clear();
		this.registrar = created;
		return early;
	}

	HandlersOfBeans handlers() {
		return this.handlers;
	}

}
