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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

import org.springframework.aop.support.AopUtils;

import io.zmqspring.listener.invocation.ListenerMethod;
import io.zmqspring.message.ZmqConfigurationException;

/**
 * An annotated method of a bean.
 *
 * @param bean the bean, possibly a proxy
 * @param beanName the name of the bean
 * @param method the method as declared
 * @param annotation the annotation, one of possibly several
 */
record AnnotatedMethod(Object bean, String beanName, Method method, Annotation annotation) {

	/**
	 * Return the method as shown in messages.
	 * @return the class and the method
	 */
	String description() {
		return isOfClass() ? AopUtils.getTargetClass(this.bean).getSimpleName()
				: this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName();
	}

	/**
	 * Return the id of the listener unless the annotation specifies one.
	 * @return the bean and, unless the class is annotated, the method
	 */
	String defaultId() {
		return isOfClass() ? this.beanName : this.beanName + "." + this.method.getName();
	}

	/**
	 * Whether the class is annotated, and this is the first of its handler methods.
	 * @return {@code false} if the method is annotated
	 */
	boolean isOfClass() {
		return AnnotatedMethods.isHandler(this.method);
	}

	/**
	 * Return the handler methods of an annotated class.
	 * @return the methods, each with the annotation of the class
	 */
	List<AnnotatedMethod> handlers() {
		return AnnotatedMethods.handlers(AopUtils.getTargetClass(this.bean))
			.stream()
			.map((handler) -> new AnnotatedMethod(this.bean, this.beanName, handler, this.annotation))
			.toList();
	}

	ListenerMethod listenerMethod() {
		return new ListenerMethod(this.method, AopUtils.getTargetClass(this.bean));
	}

	/**
	 * Return the method to call on the bean.
	 * @return the method, possibly that of an interface of its proxy
	 * @throws ZmqConfigurationException if the bean's proxy has no such method
	 */
	Method invocable() {
		int modifiers = this.method.getModifiers();
		if (Modifier.isStatic(modifiers)) {
			return this.method;
		}
		boolean proxied = AopUtils.isAopProxy(this.bean);
		if (proxied && (Modifier.isPrivate(modifiers)
				|| (Modifier.isFinal(modifiers) && AopUtils.isCglibProxy(this.bean)))) {
			throw refused(
					"is " + (Modifier.isPrivate(modifiers) ? "private" : "final")
							+ ", but its bean is behind a proxy, which such a method bypasses",
					"Make the method neither private nor final, or move it to a bean without a proxy");
		}
		try {
			return AopUtils.selectInvocableMethod(this.method, this.bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw refused("is not declared in an interface of its bean's proxy",
					"Declare the method in an interface, or let the proxy extend the class (proxyTargetClass = true)");
		}
	}

	private ZmqConfigurationException refused(String problem, String action) {
		return new ZmqConfigurationException(
				"The listener " + description() + " of bean '" + this.beanName + "' " + problem, action);
	}

}
