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
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

import io.zmqspring.listener.invocation.HandlerReflection;

/**
 * Marks the method that processes the items of a worker. Its parameters are resolved like
 * those of a {@link ZmqListener}. Its return value is sent as the result: nothing is sent
 * for {@code null}, and for a {@code CompletionStage}, a reactive type or a suspending
 * function of Kotlin the value is sent when it is available. The method may be called on
 * several threads at the same time, up to the worker's {@code concurrency}, and is
 * interrupted when it takes longer than {@code work-timeout}. A worker has exactly one
 * work handler.
 * <p>
 * All attributes accept {@code ${…}} placeholders and {@code #{…}} expressions. The
 * annotation may be repeated, for several workers, and used as a meta-annotation.
 *
 * @since 0.1
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ZmqWorkHandlers.class)
@Documented
@Reflective(HandlerReflection.class)
public @interface ZmqWorkHandler {

	/**
	 * The name of the worker in the settings. May be omitted if there is only one.
	 * @return the name
	 */
	String value() default "";

	/**
	 * The {@code ZmqErrorHandler} for this handler: the name of a bean, or an expression
	 * that returns a name or the handler itself. A
	 * {@link io.zmqspring.handler.ZmqReplyingErrorHandler} may return a result in place
	 * of the error. Default: the error handler of the worker.
	 * @return the name or the expression
	 */
	String errorHandler() default "";

}
