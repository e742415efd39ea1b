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

package io.zmqspring.dashboard;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.autoconfigure.actuate.RoleBeans;

/**
 * Auto-configuration of the page that shows all roles, with
 * {@code zmq.dashboard.enabled: true} in applications of Spring MVC.
 *
 * @since 0.1
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnBooleanProperty("zmq.dashboard.enabled")
@ConditionalOnBean(ZmqProperties.class)
public final class ZmqDashboardAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ZmqDashboardAutoConfiguration.class);

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MeterConfiguration {

		@Bean
		DashboardMeters zmqDashboardMeters(ObjectProvider<MeterRegistry> registry) {
			return new DashboardMeters(registry.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class })
	static class EndpointConfiguration {

		@Bean
		EndpointPaths zmqDashboardEndpointPaths(ObjectProvider<PathMappedEndpoints> endpoints,
				ObjectProvider<EndpointAccessResolver> access, Environment environment) {
			return new EndpointPaths(endpoints.getIfAvailable(), access.getIfAvailable(), environment);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebInvocationPrivilegeEvaluator.class)
	static class SecurityConfiguration {

		@Bean
		UserPermissions zmqDashboardUserPermissions(ObjectProvider<WebInvocationPrivilegeEvaluator> evaluator) {
			return new UserPermissions(evaluator.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ DispatcherServlet.class, RouterFunction.class })
	@ImportRuntimeHints(DashboardHints.class)
	static class PageConfiguration {

		@Bean
		DeniedPeers zmqDashboardDeniedPeers() {
			return new DeniedPeers();
		}

		@Bean
		SnapshotSource zmqDashboardSnapshots(Environment environment, ListableBeanFactory beanFactory,
				ZmqProperties properties, DeniedPeers denied, ObjectProvider<DashboardExhibit> exhibits,
				ObjectProvider<DashboardMeters> meters) {
			return new SnapshotSource(environment.getProperty("spring.application.name", "ZeroMQ"),
					properties.dashboard(), new RoleBeans(beanFactory), denied, exhibits.orderedStream().toList(),
					meters.getIfAvailable());
		}

		// Before routes of the application that match every path
		@Bean
		@Order(0)
		RouterFunction<ServerResponse> zmqDashboardRoutes(ZmqProperties properties, SnapshotSource snapshots,
				ObjectProvider<EndpointPaths> endpoints, ObjectProvider<UserPermissions> permissions) {
			String path = properties.dashboard().path();
			EndpointPaths paths = endpoints.getIfAvailable();
			if (paths != null) {
				paths.check(path);
			}
			logger.info("The dashboard is at the path " + path + ". Whoever may request it sees addresses, peers and"
					+ " errors of all roles");
			return new DashboardRoutes(path, snapshots, new UserAccess(paths, permissions.getIfAvailable())).all();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(WithoutMvc.class)
	static class WithoutPageConfiguration {

		WithoutPageConfiguration() {
			logger.warn("zmq.dashboard.enabled is true, but there is no page, because this is not a web application"
					+ " of Spring MVC. Add spring-boot-starter-webmvc, or remove the key");
		}

	}

	static class WithoutMvc extends NoneNestedConditions {

		WithoutMvc() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnWebApplication(type = Type.SERVLET)
		@ConditionalOnClass({ DispatcherServlet.class, RouterFunction.class })
		static class WithMvc {

		}

	}

}
