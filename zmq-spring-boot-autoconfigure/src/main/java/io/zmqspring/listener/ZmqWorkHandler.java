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

/**
 * Has a method do the work of a worker. Its parameters are filled as those of a
 * {@link ZmqListener}; what it returns is pushed back as the result: {@code null} pushes
 * nothing, a {@code CompletionStage} or reactive type its value when it is there. It is
 * called on as many threads at once as the worker's {@code concurrency} says, and
 * interrupted when it takes longer than {@code work-timeout}. A worker has exactly one.
 * <p>
 * The attribute accepts {@code ${…}} placeholders and {@code #{…}} expressions. The
 * annotation may be repeated, for several workers, and used on annotations.
 *
 * @since 0.1
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ZmqWorkHandlers.class)
@Documented
public @interface ZmqWorkHandler {

	/**
	 * The name of the worker in the settings. May be left out when there is only one.
	 * @return the name
	 */
	String value() default "";

}
