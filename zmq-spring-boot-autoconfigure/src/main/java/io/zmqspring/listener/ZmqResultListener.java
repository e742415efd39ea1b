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
 * Marks a method that is called with those results of a controller's workers for which no
 * request waits. Its parameters are resolved like those of a {@link ZmqListener};
 * {@code @Header(ZmqHeaders.WORKER)} is the pool from which the result came. It is called
 * on the receiving thread of the pool, one result at a time. What it returns is published
 * as that of a {@code ZmqListener}. All matching result listeners receive a result.
 * <p>
 * All attributes accept {@code ${…}} placeholders and {@code #{…}} expressions. The
 * annotation may be repeated and used as a meta-annotation.
 *
 * @since 0.1
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ZmqResultListeners.class)
@Documented
@Reflective(HandlerReflection.class)
public @interface ZmqResultListener {

	/**
	 * The name of the controller in the settings. May be omitted if there is only one.
	 * @return the name
	 */
	String controller() default "";

	/**
	 * The name of the pool. Default: all pools of the controller.
	 * @return the name
	 */
	String worker() default "";

	/**
	 * When the method is called again after it has thrown an exception: the name of a
	 * group of {@code zmq.listener.retries} or of a bean of type
	 * {@link org.springframework.core.retry.RetryPolicy}, or an expression that returns a
	 * name or the policy itself. Default: {@code zmq.listener.retry}.
	 * @return the name or the expression
	 */
	String retry() default "";

	/**
	 * Where messages that could not be handled are published: {@code publisher/topic}, or
	 * only the topic for the publisher of {@code zmq.listener.dead-letter}, or the only
	 * one. The publisher must send headers. Default: {@code zmq.listener.dead-letter}.
	 * @return publisher and topic
	 */
	String deadLetter() default "";

	/**
	 * The {@code ZmqErrorHandler} for this listener: the name of a bean, or an expression
	 * that returns a name or the handler itself. Default: the error handler of the
	 * controller.
	 * @return the name or the expression
	 */
	String errorHandler() default "";

}
