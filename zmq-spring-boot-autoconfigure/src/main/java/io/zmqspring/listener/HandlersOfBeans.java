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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;

/**
 * What has to be done when a bean with handlers is destroyed, by bean. A bean behind a
 * proxy is the same bean as its target, because Spring destroys the target. Thread-safe.
 */
final class HandlersOfBeans {

	private final Map<Object, List<Runnable>> removals = new IdentityHashMap<>();

	/**
	 * Add a handler of a bean.
	 * @param bean the bean or its proxy
	 * @param removal removes the handler
	 */
	void add(Object bean, Runnable removal) {
		Object target = target(bean);
		synchronized (this) {
			this.removals.computeIfAbsent(target, (unknown) -> new ArrayList<>()).add(removal);
		}
	}

	/**
	 * Whether a bean has handlers.
	 * @param bean the bean or its proxy
	 * @return {@code true} if it has
	 */
	boolean has(Object bean) {
		Object target = target(bean);
		synchronized (this) {
			return this.removals.containsKey(target);
		}
	}

	/**
	 * Remove all handlers of a bean. Waits for handlers that are running.
	 * @param bean the bean or its proxy
	 */
	void remove(Object bean) {
		Object target = target(bean);
		List<Runnable> ofBean;
		synchronized (this) {
			ofBean = this.removals.remove(target);
		}
		// Without the monitor: a handler that is waited for may register a bean
		if (ofBean != null) {
			ofBean.forEach(Runnable::run);
		}
	}

	private static Object target(Object bean) {
		Object target = bean;
		while (target instanceof Advised proxy) {
			TargetSource source = proxy.getTargetSource();
			Object next = source.isStatic() ? target(source) : null;
			if (next == null) {
				return target;
			}
			target = next;
		}
		return target;
	}

	private static @Nullable Object target(TargetSource source) {
		try {
			return source.getTarget();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The target of a proxy is not available", ex);
		}
	}

}
