" SPDX-License-Identifier: GPL-2.0-or-later
" The rule files of Bad Idea, see badidea-rules(5).

if exists('b:current_syntax')
  finish
endif

let s:keys = {
      \ 'rules': 'title level aspect why instead like phrase match also also-match unless unless-match on within'
      \   .. ' unless-within valid learned when points needs crisis-level secret locked hit miss because until owner added'
      \   .. ' review-by see tags',
      \ 'classes': 'phrase hit miss',
      \ 'precedents': 'title brand year posted happened answered better source',
      \ 'calendar': 'title country day dates word',
      \ 'situation': 'name alias contact country title words from until review on',
      \ }
" How the value of a key is read, where it is not plain text.
let s:values = {
      \ 'Phrase': 'phrase also unless words word',
      \ 'Expression': 'match also-match unless-match',
      \ 'Level': 'level crisis-level',
      \ 'Word': 'aspect on within unless-within valid secret locked',
      \ 'Learned': 'learned',
      \ 'When': 'when day',
      \ 'Needs': 'needs points',
      \ 'Date': 'until added review-by from review dates',
      \ 'Hit': 'hit',
      \ 'Miss': 'miss',
      \ }
let s:levels = 'watch note warn stop signal off'
let s:words = 'timing specificity authenticity transparency safety plain typed hashtags draft line sentence luhn iban'
      \ .. ' yes no'
let s:subjects = 'account protocol conversation audience hour weekday date yearly crisis warned-within length lines'
      \ .. ' calendar words hashtags mentions links emoji exclamation-marks questions capitals starts-with-mention'
let s:kind = expand('%:e')

function! s:any(words) abort
  return '\%(' .. join(a:words, '\|') .. '\)'
endfunction

" A value goes on in indented lines, and comments do not end it.
let s:end = 'end=/^\%($\|[^ \t#]\|#[^ ]\)\@=/'

function! s:value(name, keys, contents) abort
  if !empty(a:keys)
    execute 'syntax region badidea' .. a:name .. 'Value matchgroup=badidea'
          \ .. (a:name =~# '^\%(Hit\|Miss\)$' ? a:name : 'Key')
          \ .. ' start=/^' .. s:any(a:keys) .. '\s*=/ ' .. s:end .. ' contains=badideaComment,' .. a:contents
  endif
endfunction

syntax sync fromstart

if s:kind ==# 'list'
  syntax match badideaError /[][(){}|]/
  syntax match badideaOperator /\*/
  syntax match badideaHit /^hit *=/ nextgroup=badideaExample skipwhite
  syntax match badideaMiss /^miss *=/ nextgroup=badideaExample skipwhite
elseif s:kind ==# 'examples'
  syntax match badideaError /^\s*\[.*/
  syntax match badideaSection /^\s*\[[a-z0-9-]\+\]\s*$/
else
  " What nothing below knows.
  syntax match badideaError /^[^ \t].*/
  syntax match badideaSection /^\[[a-z0-9.-]\+\]\s*$/

  let s:known = split(get(s:keys, s:kind, join(values(s:keys))))
  call s:value('Text', s:known, 'badideaNothing')
  if index(s:known, 'why') >= 0
    syntax region badideaTextValue matchgroup=badideaKey start=/^\%(title\|why\|instead\)\[[^]]\+\]\s*=/
          \ end=/^\%($\|[^ \t#]\|#[^ ]\)\@=/ contains=badideaComment
  endif
  for [s:name, s:of] in items({
        \ 'Phrase': 'badideaOperator,badideaClass,badideaEscape',
        \ 'Expression': 'badideaClass,badideaEscape',
        \ 'Level': 'badideaError,badideaLevel',
        \ 'Word': 'badideaWord',
        \ 'Learned': 'badideaError,badideaNumber',
        \ 'When': 'badideaSubject,badideaJoin,badideaDate',
        \ 'Needs': 'badideaJoin,badideaNumber,badideaOperator',
        \ 'Date': 'badideaError,badideaDate',
        \ 'Hit': 'badideaExample',
        \ 'Miss': 'badideaExample',
        \ })
    call s:value(s:name, filter(split(s:values[s:name]), 'index(s:known, v:val) >= 0'), s:of)
  endfor
endif

syntax match badideaError /\%(=\s*\)\@<=\S.*/ contained
execute 'syntax match badideaLevel contained /\%(=\s*\)\@<=' .. s:any(split(s:levels)) .. '\s*$/'
syntax match badideaDate /\<\d\{4}-\d\d-\d\d\>/ contained
syntax match badideaDate /\<\d\d-\d\d\>/ contained
execute 'syntax match badideaWord contained /\<' .. s:any(split(s:words)) .. '\>/'
syntax match badideaWord contained /\<\d\+ words\>/
execute 'syntax match badideaSubject contained /\%(=\s*\%(not\s\+\)\=\)\@<=' .. s:any(split(s:subjects))
      \ .. '\%(\s\|$\)\@=/'
syntax match badideaNumber /\%(=\s*\)\@<=[a-z0-9-]\+\s*>=\s*\%(0\=\.\d\+\|0\|1\%(\.0*\)\=\)\s*$/ contained
syntax match badideaJoin /\<\%(not\|or\|of\|points\=\|from\|to\|until\)\>/ contained
syntax match badideaNumber /\<\d\+\>/ contained
syntax match badideaOperator /\.\.\.\|[][()|*]/ contained
syntax match badideaClass /{[a-z0-9.-]\+}/ contained
syntax match badideaEscape /\\./ contained
syntax match badideaExample /\S.*/ contained
" Last, for it goes before all else.
syntax match badideaComment /^#\%( .*\)\=$/

highlight default link badideaComment Comment
highlight default link badideaSection Title
highlight default link badideaKey Statement
highlight default link badideaHit Type
highlight default link badideaMiss PreProc
highlight default link badideaExample String
highlight default link badideaOperator Operator
highlight default link badideaClass Identifier
highlight default link badideaEscape SpecialChar
highlight default link badideaLevel Constant
highlight default link badideaWord Constant
highlight default link badideaSubject Identifier
highlight default link badideaJoin Operator
highlight default link badideaDate Number
highlight default link badideaNumber Number
highlight default link badideaError Error

let b:current_syntax = 'badidea'
