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
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * Finds the methods of a class that have a listener annotation: directly, repeated,
 * inherited or as a meta-annotation. If the class itself is annotated, the first of its
 * handler methods stands for it.
 */
final class AnnotatedMethods {

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(ZmqListener.class,
			ZmqWorkHandler.class, ZmqResultListener.class, ZmqHandler.class);

	private AnnotatedMethods() {
	}

	static Map<Method, List<Annotation>> of(Class<?> type) {
		if (!isCandidate(type) || isOfSpring(type)) {
			return Map.of();
		}
		Map<Method, List<Annotation>> methods = hasAnnotations(type)
				? MethodIntrospector.selectMethods(type, AnnotatedMethods::annotations) : Map.of();
		List<Annotation> ofClass = annotations(type);
		List<Method> handlers = methods.keySet().stream().filter(AnnotatedMethods::isHandler).toList();
		return (ofClass == null && handlers.isEmpty()) ? methods : withHandlers(type, methods, ofClass, handlers);
	}

	// The annotations of the class stand at the first of its handler methods
	private static Map<Method, List<Annotation>> withHandlers(Class<?> type, Map<Method, List<Annotation>> methods,
			@Nullable List<Annotation> ofClass, List<Method> handlers) {
		if (ofClass == null) {
			throw new ZmqConfigurationException(
					"The method " + type.getSimpleName() + "." + handlers.get(0).getName()
							+ " is marked with @ZmqHandler, but its class is not annotated with @ZmqListener",
					"Annotate the class with @ZmqListener and its topics, or the method instead of @ZmqHandler");
		}
		if (handlers.isEmpty()) {
			throw new ZmqConfigurationException(
					type.getSimpleName() + " is annotated with @ZmqListener, but none of its methods with @ZmqHandler",
					"Mark its handler methods with @ZmqHandler, or annotate a method with @ZmqListener");
		}
		Map<Method, List<Annotation>> all = new LinkedHashMap<>(methods);
		for (Method handler : handlers) {
			if (all.remove(handler).size() > 1) {
				throw new ZmqConfigurationException(
						"The method " + type.getSimpleName() + "." + handler.getName()
								+ " is marked with @ZmqHandler and with another annotation of listeners",
						"Remove one of them");
			}
		}
		all.put(handlers.get(0), ofClass);
		return all;
	}

	/**
	 * Return the methods of a class that are marked with {@link ZmqHandler}.
	 * @param type the class
	 * @return the methods
	 */
	static List<Method> handlers(Class<?> type) {
		return List.copyOf(MethodIntrospector.selectMethods(type, (MethodFilter) AnnotatedMethods::isHandler));
	}

	static boolean isHandler(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, ZmqHandler.class);
	}

	static boolean isDefault(Method handler) {
		ZmqHandler annotation = AnnotatedElementUtils.findMergedAnnotation(handler, ZmqHandler.class);
		return annotation != null && annotation.isDefault();
	}

	private static boolean isCandidate(Class<?> type) {
		for (Class<? extends Annotation> annotation : ANNOTATIONS) {
			if (AnnotationUtils.isCandidateClass(type, annotation)) {
				return true;
			}
		}
		return false;
	}

	// As Spring does for @EventListener: most beans belong to Spring and have many
	// methods
	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(ClassUtils.getUserClass(type), Component.class);
	}

	// Looks for any annotation on methods of the class or its supertypes. Most beans have
	// none, and a search in the hierarchy of each method is slow
	private static boolean hasAnnotations(Class<?> type) {
		for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
			if (method.getAnnotations().length > 0) {
				return true;
			}
		}
		for (Class<?> parent : type.getInterfaces()) {
			if (hasAnnotations(parent)) {
				return true;
			}
		}
		Class<?> parent = type.getSuperclass();
		return parent != null && parent != Object.class && hasAnnotations(parent);
	}

	private static @Nullable List<Annotation> annotations(AnnotatedElement element) {
		List<MergedAnnotation<?>> ours = new ArrayList<>();
		for (MergedAnnotation<?> candidate : MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)) {
			if (ANNOTATIONS.contains(candidate.getType())) {
				ours.add(candidate);
			}
		}
		if (ours.isEmpty()) {
			return null;
		}
		List<Annotation> found = new ArrayList<>();
		ANNOTATIONS.forEach((annotation) -> nearest(ours, annotation).forEach(found::add));
		return found;
	}

	private static Stream<Annotation> nearest(List<MergedAnnotation<?>> ours, Class<? extends Annotation> annotation) {
		List<MergedAnnotation<?>> all = ours.stream().filter((candidate) -> candidate.getType() == annotation).toList();
		// Annotations of an overridden method count only if the overriding one has none
		return all.stream()
			.filter((candidate) -> candidate.getAggregateIndex() == all.get(0).getAggregateIndex())
			.map(MergedAnnotation::synthesize);
	}

}
