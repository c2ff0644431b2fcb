extension HelpTopic {
    /// The examples are played in a test as they stand here.
    static let shardsText = """
        'test --shard N/COUNT' runs the N-th of COUNT parts of the files, so that every file runs once
        and none twice. Each machine writes a report; 'report merge' makes one of them: a page for
        people, JUnit for the server.

        GitHub Actions:

            name: replay
            on: [push]
            jobs:
              test:
                runs-on: ubuntu-latest
                strategy:
                  fail-fast: false
                  matrix:
                    shard: [1, 2, 3, 4]
                steps:
                  - uses: actions/checkout@v4
                  - run: mkdir out
                  - run: >-
                      ipcsh test sessions --mock --shard ${{ matrix.shard }}/4
                      --report json:out/${{ matrix.shard }}.json
                  - uses: actions/upload-artifact@v4
                    if: always()
                    with:
                      name: report-${{ matrix.shard }}
                      path: out
              report:
                runs-on: ubuntu-latest
                needs: test
                if: always()
                steps:
                  - uses: actions/download-artifact@v4
                    with:
                      path: out
                      merge-multiple: true
                  - run: >-
                      ipcsh report merge out/*.json
                      --report html:report.html --report junit:report.xml

        GitLab CI:

            test:
              parallel: 4
              script:
                - mkdir out
                - >-
                  ipcsh test sessions --mock --shard $CI_NODE_INDEX/$CI_NODE_TOTAL
                  --report json:out/$CI_NODE_INDEX.json
              artifacts:
                when: always
                paths: [out]
            report:
              stage: .post
              when: always
              script:
                - >-
                  ipcsh report merge out/*.json
                  --report html:report.html --report junit:report.xml
              artifacts:
                when: always
                paths: [report.html]
                reports:
                  junit: report.xml

        Kubernetes:

            apiVersion: batch/v1
            kind: Job
            metadata:
              name: replay
            spec:
              completionMode: Indexed
              completions: 8
              parallelism: 8
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: ipcsh
                      image: registry.example/ipcsh:latest
                      command: [sh, -c]
                      args:
                        - >-
                          ipcsh test sessions --mock --shard $((JOB_COMPLETION_INDEX + 1))/8
                          --report json:out/$JOB_COMPLETION_INDEX.json
                      workingDir: /work
                      volumeMounts:
                        - name: work
                          mountPath: /work
                  volumes:
                    - name: work
                      persistentVolumeClaim:
                        claimName: sessions

        Kubernetes counts from 0, the others from 1. '--to ENDPOINT' in place of '--mock' asks a server.
        The folder of a report must be there. A shard that has no files to run passes.
        """
}
