package io.zmqspring.autoconfigure.actuate;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.socket.ZmqContext;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the actuator endpoint {@code zmq}, which shows all roles and
 * starts, stops, pauses and resumes them.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ ZmqContext.class, ZmqListenerRegistry.class })
@ConditionalOnAvailableEndpoint(ZmqEndpoint.class)
public final class ZmqEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZmqEndpoint zmqEndpoint(ListableBeanFactory beanFactory, ZmqContext context, ZmqListenerRegistry listeners) {
		return new ZmqEndpoint(new RoleBeans(beanFactory), context, listeners);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	ZmqEndpointWebExtension zmqEndpointWebExtension(ZmqEndpoint zmqEndpoint) {
		return new ZmqEndpointWebExtension(zmqEndpoint);
	}

}
