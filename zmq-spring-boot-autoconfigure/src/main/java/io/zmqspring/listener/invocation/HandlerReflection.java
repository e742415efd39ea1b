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

package io.zmqspring.listener.invocation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.TypeVariable;
import java.util.List;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.ResolvableType;

/**
 * Registers what a native image needs to call a handler method: the method, and the types
 * of payloads that it takes and returns.
 *
 * @since 0.1
 */
public final class HandlerReflection implements ReflectiveProcessor {

	// Types that are no payloads themselves, but may contain one
	private static final List<String> NO_PAYLOADS = List.of("java.", "kotlin.", "reactor.", "org.springframework.",
			"io.zmqspring.message.", "io.zmqspring.handler.");

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Method method) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			registerPayload(hints, ResolvableType.forMethodReturnType(method));
			for (int i = 0; i < method.getParameterCount(); i++) {
				registerPayload(hints, ResolvableType.forMethodParameter(method, i));
			}
		}
	}

	private void registerPayload(ReflectionHints hints, ResolvableType type) {
		if (type.isArray()) {
			registerPayload(hints, type.getComponentType());
			return;
		}
		String name = type.toClass().getName();
		if (NO_PAYLOADS.stream().noneMatch(name::startsWith)) {
			this.binding.registerReflectionHints(hints, type.getType());
			MessageTypes.of(type.toClass())
				.byType()
				.values()
				.forEach((payload) -> this.binding.registerReflectionHints(hints, payload));
		}
		for (ResolvableType generic : type.getGenerics()) {
			// The bound of a variable may contain the variable itself
			if (!(generic.getType() instanceof TypeVariable<?>)) {
				registerPayload(hints, generic);
			}
		}
	}

}
