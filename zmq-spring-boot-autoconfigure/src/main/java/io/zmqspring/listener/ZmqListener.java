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
import org.springframework.core.annotation.AliasFor;

import io.zmqspring.listener.invocation.HandlerReflection;

/**
 * Marks a method that is called with the messages of a subscriber. The type of the
 * parameter determines how the payload is decoded: {@code byte[]} unchanged,
 * {@code String} as UTF-8, other types with the {@code ZmqMessageConverter}, by default
 * as JSON. A method may also take {@code ZmqMessage}, {@code Message<T>},
 * {@code @Header}, {@code @Headers}, {@code @Payload @Valid}, or a single {@code List<T>}
 * to receive all waiting messages in one call. It may be private, static or inherited.
 * <p>
 * A method returns nothing, or with
 * {@link org.springframework.messaging.handler.annotation.SendTo @SendTo} on the method
 * or its class a value that is published: {@code @SendTo("topic")} with the default
 * publisher, {@code @SendTo("publisher/topic")} with another one, {@code @SendTo} alone
 * to the topic of the value. Each element of a collection is one message, {@code null} is
 * none. The result of a method that returns a {@code CompletionStage} or a reactive type,
 * or is a suspending function of Kotlin, is published when it is available; the next
 * message does not wait for it.
 * <p>
 * If a method throws an exception or an {@code Error}, only the current message fails.
 * The same holds if an asynchronous result fails, or if a result cannot be published. All
 * matching listeners receive a message.
 * <p>
 * A class with this annotation is a listener to messages of several types, for each of
 * which it has a method marked with {@link ZmqHandler}.
 * <p>
 * All attributes accept {@code ${…}} placeholders and {@code #{…}} expressions. The
 * annotation may be repeated and used as a meta-annotation.
 *
 * @since 0.1
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ZmqListeners.class)
@Documented
@Reflective(HandlerReflection.class)
public @interface ZmqListener {

	/**
	 * The topics, see {@link #topics()}.
	 * @return the topics
	 */
	@AliasFor("topics")
	String[] value() default {};

	/**
	 * The topics: exact topics, prefixes with a trailing {@code *}, or {@code *} for
	 * every message. Without topics, the listener receives the messages that no other
	 * listener of the subscriber takes. An expression may return an array or a
	 * collection.
	 * @return the topics
	 */
	@AliasFor("value")
	String[] topics() default {};

	/**
	 * The name of the subscriber in the settings. May be omitted if there is only one.
	 * @return the name
	 */
	String subscriber() default "";

	/**
	 * The id in the {@link ZmqListenerRegistry}, unique. Default: bean name and method
	 * name.
	 * @return the id
	 */
	String id() default "";

	/**
	 * The number of threads that call the method. Messages of one topic are always
	 * handled by the same thread, in order. 1 means the subscriber's own thread.
	 * @return the number
	 */
	String concurrency() default "1";

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
	 * subscriber.
	 * @return the name or the expression
	 */
	String errorHandler() default "";

	/**
	 * The time within which messages must be handled: {@code control} (10 ms),
	 * {@code telemetry} (100 ms) or {@code logging} (1 s). A call that takes longer is
	 * counted and logged as a warning. The class applies to the whole subscriber, so all
	 * its listeners that specify one must specify the same. Default: the
	 * {@code latency-class} of the subscriber.
	 * @return the class
	 */
	String latencyClass() default "";

	/**
	 * Whether the listener receives messages as soon as its subscriber runs. If
	 * {@code false}, start it with the {@link ZmqListenerRegistry}.
	 * @return {@code true} or {@code false}
	 */
	String autoStartup() default "true";

}
