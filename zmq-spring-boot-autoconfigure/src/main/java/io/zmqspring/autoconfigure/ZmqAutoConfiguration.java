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

package io.zmqspring.autoconfigure;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.ZmqOperations;
import io.zmqspring.ZmqTemplate;
import io.zmqspring.autoconfigure.settings.DefaultsPropertySource;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ListenerErrorHandling;
import io.zmqspring.listener.ZmqListenerAnnotationBeanPostProcessor;
import io.zmqspring.listener.ZmqListenerDestruction;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.Heartbeats;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.statistics.RateLog;
import io.zmqspring.security.ZmqAuthorizer;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.access.Authorizers;

/**
 * Auto-configuration of publishers, subscribers, workers, controllers and listeners from
 * the settings under {@code zmq}. Every bean can be replaced by a bean of the
 * application.
 *
 * @since 0.1
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(name = "org.zeromq.ZMQ")
@ConditionalOnBooleanProperty(name = "zmq.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ZmqProperties.class)
@Import(ZmqRoleRegistrar.class)
public final class ZmqAutoConfiguration {

	@Bean
	static EnvironmentVariableBinding zmqEnvironmentVariableBinding(Environment environment) {
		// Before ZmqProperties are bound, also after AOT processing
		DefaultsPropertySource.addTo(environment);
		return new EnvironmentVariableBinding(environment);
	}

	@Bean
	static KeepAliveCheck zmqKeepAliveCheck() {
		return new KeepAliveCheck();
	}

	@Bean
	@ConditionalOnMissingBean
	ZmqContext zmqContext(ZmqProperties properties, ListableBeanFactory beanFactory) {
		// An authorizer may itself need a role, so it is created when the first server
		// opens
		Authorizers authorizers = new Authorizers(
				() -> BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, ZmqAuthorizer.class).length > 0,
				() -> beanFactory.getBeanProvider(ZmqAuthorizer.class).orderedStream().toList());
		return new ZmqContext(properties.context(), properties.security(), authorizers);
	}

	@Bean
	@ConditionalOnMissingBean(ZmqErrorHandler.class)
	LoggingErrorHandler zmqErrorHandler() {
		return new LoggingErrorHandler();
	}

	@Bean
	@ConditionalOnMissingBean(ZmqDeadLetterHandler.class)
	LoggingDeadLetterHandler zmqDeadLetterHandler() {
		return new LoggingDeadLetterHandler();
	}

	// A template per context: it finds the roles of its own context before those of
	// parents
	@Bean
	@ConditionalOnMissingBean(value = ZmqOperations.class, search = SearchStrategy.CURRENT)
	ZmqTemplate zmqTemplate(ZmqProperties properties, ListableBeanFactory beanFactory) {
		ZmqProperties.Template template = properties.template();
		return new ZmqTemplate(beanFactory.getBeanProvider(ZmqPublisher.class),
				beanFactory.getBeanProvider(ZmqController.class), template.publisher(), template.transactional());
	}

	@Bean
	@ConditionalOnMissingBean
	Heartbeats zmqHeartbeats(Environment environment) {
		return new Heartbeats(environment.getProperty("spring.application.name"));
	}

	@Bean(ZmqRoleFactory.BEAN_NAME)
	ZmqRoleFactory zmqRoleFactory(ZmqProperties properties, ListableBeanFactory beanFactory, Environment environment,
			ApplicationEventPublisher events) {
		return new ZmqRoleFactory(properties, beanFactory, environment, events);
	}

	@Bean
	MissingBeanCheck zmqMissingBeanCheck(ZmqProperties properties, ListableBeanFactory beanFactory) {
		return new MissingBeanCheck(properties, beanFactory);
	}

	@Bean
	RateLog zmqRateLog(ZmqContext context, ZmqProperties properties, ListableBeanFactory beanFactory) {
		return new RateLog(context, properties.stats().logInterval(),
				() -> beanFactory.getBeansOfType(ZmqRole.class).values().stream());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ListenerErrorHandling zmqListenerErrorHandling(ZmqProperties properties, ObjectProvider<ZmqOperations> operations) {
		return properties.listener().toErrorHandling(operations);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ZmqListenerRegistry zmqListenerRegistry() {
		return new ZmqListenerRegistry();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static ZmqListenerAnnotationBeanPostProcessor zmqListenerAnnotationBeanPostProcessor(
			ConfigurableListableBeanFactory beanFactory) {
		return new ZmqListenerAnnotationBeanPostProcessor(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static ZmqListenerDestruction zmqListenerDestruction(ZmqListenerAnnotationBeanPostProcessor processor) {
		return new ZmqListenerDestruction(processor);
	}

	@Bean
	static LazyInitializationExcludeFilter zmqListenerLazyInitializationExcludeFilter() {
		return (beanName, definition, type) -> ZmqListenerAnnotationBeanPostProcessor.hasListeners(type);
	}

	/**
	 * Converts payloads from and to JSON if Jackson is present.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JsonConfiguration {

		// Lazy: without roles it does not matter which mapper is the right one
		@Bean
		@Lazy
		@ConditionalOnMissingBean(ZmqMessageConverter.class)
		JsonMessageConverter zmqMessageConverter(ListableBeanFactory beanFactory) {
			JsonMapper mapper = ZmqRoleFactory.onlyBean(beanFactory, JsonMapper.class,
					"Mark one @Primary, or define a bean new JsonMessageConverter(…) with the mapper for ZeroMQ");
			return new JsonMessageConverter((mapper != null) ? mapper : JsonMapper.builder().build());
		}

	}

	/**
	 * Reports that Jackson is missing when a payload needs it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("tools.jackson.databind.json.JsonMapper")
	static class NoJsonConfiguration {

		@Bean
		@ConditionalOnMissingBean(ZmqMessageConverter.class)
		NoJsonMessageConverter zmqMessageConverter() {
			return new NoJsonMessageConverter();
		}

	}

}
