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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

import io.zmqspring.listener.invocation.HandlerReflection;

/**
 * Marks a method of a class annotated with {@link ZmqListener} that is called with the
 * messages of one type: those whose JSON member {@code type}, or else whose topic, is the
 * {@link io.zmqspring.message.ZmqMessageType} of the class of its payload. If that class
 * is sealed, it is called with the types of all permitted subclasses. The class is one
 * listener: it has one id, and messages are handled in order, of whatever type they are.
 * The parameters are those of a {@link ZmqListener} method, except batches.
 *
 * @since 0.1
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(HandlerReflection.class)
public @interface ZmqHandler {

	/**
	 * Whether the method is called with the messages that no other method of the class is
	 * called with, typically as a {@code Map} or {@code ZmqMessage}. Without such a
	 * method they are rejected as {@code no-handler}.
	 * @return {@code true} for at most one method of a class
	 */
	boolean isDefault() default false;

}
