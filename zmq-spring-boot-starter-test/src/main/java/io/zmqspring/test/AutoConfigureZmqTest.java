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

package io.zmqspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Moves all addresses of {@code zmq} to private ones and provides {@link ZmqTestPeers},
 * for example beside {@code @SpringBootTest}. Nothing leaves the application context, and
 * contexts do not receive each other's messages. Sockets have no {@code security}: test
 * it without this annotation. Customizers of the application are called twice. Between
 * test methods what has arrived is handled, roles and listeners that were stopped are
 * started again, records are cleared and faults are removed; test methods that run in
 * parallel and share a context run one after the other.
 *
 * @since 0.1
 * @see ZmqTest
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("spring.test.zmq")
@ExtendWith(ZmqTestPeersParameterResolver.class)
public @interface AutoConfigureZmqTest {

	/**
	 * How the application and the test peers are connected. Without a value, the property
	 * {@code spring.test.zmq.transport} decides, for example for all tests.
	 * @return the transport
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	Transport transport() default Transport.INPROC;

}
