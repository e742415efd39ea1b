package io.zmqspring.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.zmqspring.observation.ZmqMeterBinder;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.socket.ZmqContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of all roles, where there is a {@link MeterRegistry}.
 * A bean named {@code zmqMeterBinder} replaces them.
 */
@AutoConfiguration(after = ZmqAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, ZmqContext.class, ZmqProperties.class })
public final class ZmqMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ZmqMeterBinder.class, name = "zmqMeterBinder")
	ZmqMeterBinder zmqMeterBinder(ZmqProperties properties, ObjectProvider<ZmqRole> roles) {
		return new ZmqMeterBinder(roles::stream, properties.listener().timing());
	}

}
