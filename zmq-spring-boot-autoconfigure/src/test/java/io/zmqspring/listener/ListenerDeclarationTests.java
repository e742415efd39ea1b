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

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.EventsApplication;

/**
 * Ways to declare listeners that have failed in other listener containers.
 */
class ListenerDeclarationTests {

	// spring-amqp pull request 3368
	@Test
	void expressionMayNameABeanOfTheSameConfiguration() {
		EventsApplication.with().withUserConfiguration(SameConfiguration.class).run((context) -> {
			EventsApplication.publish(context, "from-bean", "x");
			context.getBean(SameConfiguration.class).inbox.awaitExactly("x");
		});
	}

	// spring-amqp issue 1138
	@Test
	void repeatableAnnotationOfTheUserMayBeMetaAnnotated() {
		EventsApplication.with(RepeatedByTheUser.class).run((context) -> {
			EventsApplication.publish(context, "a", "1");
			EventsApplication.publish(context, "b", "2");
			Inbox.of(context, RepeatedByTheUser.class).awaitExactly("a", "b");
		});
	}

	// spring-amqp pull request 399 (AMQP-594)
	@Test
	void genericInterfaceBehindAClassProxyIsOneListener() {
		EventsApplication.with(GenericImplementation.class).withUserConfiguration(AsyncProxies.class).run((context) -> {
			EventsApplication.publish(context, "a", "1");
			EventsApplication.publish(context, "a", "2");
			EventsApplication.publish(context, "end", "3");
			Inbox.of(context, GenericImplementation.class).awaitExactly("1", "2", "end");
		});
	}

	// spring-amqp pull request 343
	@Test
	void annotationOfAnInterfaceMethodIsFound() {
		EventsApplication.with(Implementation.class).run((context) -> {
			EventsApplication.publish(context, "a", "1");
			Inbox.of(context, Implementation.class).awaitExactly("1");
		});
	}

	@Test
	void twoBeansOfOneClassAreTwoListeners() {
		EventsApplication.with().withUserConfiguration(TwoBeans.class).run((context) -> {
			EventsApplication.publish(context, "a", "1");
			context.getBean("first", Implementation.class).awaitExactly("1");
			context.getBean("second", Implementation.class).awaitExactly("1");
		});
	}

	// spring-boot issue 39843
	@Test
	void handlersSeeTheClassLoaderOfTheApplication() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
			EventsApplication.with(ContextClassLoader.class).withClassLoader(loader).run((context) -> {
				EventsApplication.publish(context, "a", "1");
				EventsApplication.publish(context, "b", "1");
				EventsApplication.publish(context, "c", "1");
				Inbox.of(context, ContextClassLoader.class).awaitInAnyOrder(loader, loader, loader);
			});
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class SameConfiguration {

		final Inbox inbox = new Inbox();

		@Bean
		String topicBean() {
			return "from-bean";
		}

		@ZmqListener("#{@topicBean}")
		void on(String payload) {
			this.inbox.hear(payload);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Repeatable(Ons.class)
	@ZmqListener
	@interface On {

		@AliasFor(annotation = ZmqListener.class, attribute = "topics")
		String[] value();

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Ons {

		On[] value();

	}

	static class RepeatedByTheUser extends Inbox {

		@On("a")
		@On("b")
		void on(@Header(ZmqHeaders.TOPIC) String topic) {
			hear(topic);
		}

	}

	interface Generic<T> {

		void on(T payload);

	}

	static class GenericImplementation extends Inbox implements Generic<String> {

		@Override
		@ZmqListener("a")
		public void on(String payload) {
			hear(payload);
		}

		@ZmqListener("end")
		public void end() {
			hear("end");
		}

		@Async
		public void proxied() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(proxyTargetClass = true)
	static class AsyncProxies {

	}

	interface Annotated {

		@ZmqListener("a")
		void on(String payload);

	}

	static class Implementation extends Inbox implements Annotated {

		@Override
		public void on(String payload) {
			hear(payload);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Implementation first() {
			return new Implementation();
		}

		@Bean
		Implementation second() {
			return new Implementation();
		}

	}

	static class ContextClassLoader extends Inbox {

		@ZmqListener("a")
		void on() {
			hear(Thread.currentThread().getContextClassLoader());
		}

		@ZmqListener(topics = "b", concurrency = "2")
		void concurrent() {
			hear(Thread.currentThread().getContextClassLoader());
		}

		@ZmqListener("c")
		void batch(List<String> texts) {
			hear(Thread.currentThread().getContextClassLoader());
		}

	}

}
