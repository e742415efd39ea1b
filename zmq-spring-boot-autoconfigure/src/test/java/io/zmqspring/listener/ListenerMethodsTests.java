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

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which methods of which beans may be listeners.
 */
class ListenerMethodsTests {

	private static void hears(Class<? extends Inbox> listener, Object... expected) {
		EventsApplication.with(listener).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":7}");
			Inbox.of(context, listener).awaitInAnyOrder(expected);
		});
	}

	@Test
	void methodsOfAnyVisibilityAreCalled() {
		Visibilities.heardByStatic = "";
		hears(Visibilities.class, "private", "package", "protected", "public");
		assertThat(Visibilities.heardByStatic).isEqualTo("static");
	}

	@Test
	void methodOfASuperclassIsCalled() {
		hears(Inherits.class, "private of super", "super");
	}

	@Test
	void overridingMethodWithoutAnnotationInheritsIt() {
		hears(Overrides.class, "private of super", "overriding");
	}

	@Test
	void overridingMethodWithAnnotationReplacesTheInheritedOne() {
		EventsApplication.with(Replaces.class).run((context) -> {
			assertThat(context.getBean(ZmqListenerRegistry.class).all()).filteredOn((it) -> it.id().contains("on"))
				.hasSize(1);
			EventsApplication.publish(context, "b", "{\"id\":7}");
			Inbox.of(context, Replaces.class).awaitExactly("replaced");
		});
	}

	@Test
	void listenersOfConfigurationClassesAreCalled() {
		EventsApplication.with().withUserConfiguration(Config.class).run((context) -> {
			EventsApplication.publish(context, "a", "{\"id\":7}");
			context.getBean(Inbox.class).awaitExactly("configuration");
		});
	}

	@Test
	void lazyBeanIsRefused() {
		EventsApplication.with()
			.withBean("sleepy", Inherits.class, Inherits::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll("'sleepy'", "Inherits", "is lazy", "remove @Lazy"));
	}

	@Test
	void prototypeIsRefused() {
		EventsApplication.with()
			.withBean("many", Inherits.class, Inherits::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll("'many'", "Inherits", "'prototype'", "@Scope"));
	}

	@Test
	void lazyInitializationOfTheApplicationDoesNotReachListeners() {
		EventsApplication.with(Inherits.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				EventsApplication.publish(context, "a", "{\"id\":7}");
				Inbox.of(context, Inherits.class).awaitInAnyOrder("private of super", "super");
			});
	}

	static class Visibilities extends Inbox {

		static volatile String heardByStatic = "";

		@ZmqListener("a")
		static void onStatic() {
			heardByStatic = "static";
		}

		@ZmqListener("a")
		private void first() {
			hear("private");
		}

		@ZmqListener("a")
		void second() {
			hear("package");
		}

		@ZmqListener("a")
		protected void third() {
			hear("protected");
		}

		@ZmqListener("a")
		public void fourth() {
			hear("public");
		}

	}

	static class Super extends Inbox {

		@ZmqListener("a")
		private void hidden() {
			hear("private of super");
		}

		@ZmqListener("a")
		void on() {
			hear("super");
		}

	}

	static class Inherits extends Super {

	}

	static class Overrides extends Super {

		@Override
		void on() {
			hear("overriding");
		}

	}

	static class Replaces extends Super {

		@Override
		@ZmqListener("b")
		void on() {
			hear("replaced");
		}

	}

	@Configuration
	static class Config {

		@Bean
		Inbox inbox() {
			return new Inbox();
		}

		@ZmqListener("a")
		private void on() {
			inbox().hear("configuration");
		}

	}

}
