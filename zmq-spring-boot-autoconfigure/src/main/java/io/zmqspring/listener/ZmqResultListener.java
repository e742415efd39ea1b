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
 * Has a method called with the results of a controller's workers that no request waits
 * for. Its parameters are filled as those of a {@link ZmqListener}; the pool a result
 * came from is {@code @Header(ZmqHeaders.WORKER)}. It is called on the receiving thread
 * of the pool, one result at a time. All matching result listeners get a result.
 * <p>
 * All attributes accept {@code ${…}} placeholders and {@code #{…}} expressions. The
 * annotation may be repeated and used on annotations.
 *
 * @since 0.1
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ZmqResultListeners.class)
@Documented
public @interface ZmqResultListener {

	/**
	 * The name of the controller in the settings. May be left out when there is only one.
	 * @return the name
	 */
	String controller() default "";

	/**
	 * The name of the pool. Default: all pools of the controller.
	 * @return the name
	 */
	String worker() default "";

	/**
	 * The {@code ZmqErrorHandler} for this listener: the name of a bean, or an expression
	 * that gives one. Default: that of the controller.
	 * @return the name
	 */
	String errorHandler() default "";

}
