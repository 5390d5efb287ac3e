package dev.quipu.shell.cli.output;

import dev.quipu.shell.cli.line.GlobalOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The process's streams and the console on them. */
@Configuration(proxyBeanMethods = false)
class OutputBeans {

    @Bean
    Channels channels() {
        return Channels.ofProcess(System.getenv(), TerminalStreams.detect());
    }

    @Bean
    Console console(Channels channels) {
        return new Console(channels, GlobalOptions.defaults(System.getenv()));
    }
}
