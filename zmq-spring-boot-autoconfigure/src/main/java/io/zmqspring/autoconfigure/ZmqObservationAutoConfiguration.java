package io.zmqspring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.zmqspring.observation.ZmqReceiverObservationConvention;
import io.zmqspring.observation.ZmqSenderObservationConvention;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of observations: traces of messages where an
 * {@link ObservationRegistry} has handlers that want them.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(name = { "org.zeromq.ZMQ", "io.micrometer.observation.ObservationRegistry" })
@ConditionalOnBooleanProperty(name = { "zmq.enabled", "zmq.observation.enabled" }, matchIfMissing = true)
@ConditionalOnBean(ObservationRegistry.class)
public final class ZmqObservationAutoConfiguration {

	@Bean
	static ObservedRoles zmqObservedRoles(ObjectProvider<ObservationRegistry> registries,
			ObjectProvider<ZmqSenderObservationConvention> senders,
			ObjectProvider<ZmqReceiverObservationConvention> receivers, ConfigurableListableBeanFactory beanFactory) {
		return new ObservedRoles(registries, senders, receivers, new ObservationDemand(beanFactory));
	}

}
